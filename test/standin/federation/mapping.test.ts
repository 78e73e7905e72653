import { describe, expect, test } from 'vitest'
import { isPlaceholder, mapped } from '../../../src/standin/federation/mapping.ts'

const CLAIMS = {
  sub: 's',
  email: 'ada@example.com',
  age: 36,
  verified: true,
  groups: ['first', 'second'],
  address: { locality: 'London' },
  'name.family': 'Lovelace',
  empty: '',
  none: null,
}

describe('mapped()', () => {
  test.each([
    ['${providerAttributes.sub}', 's'],
    ['${providerAttributes.age}', '36'],
    ['${providerAttributes.verified}', 'true'],
    ['${providerAttributes.groups}', 'first'],
    ['${providerAttributes.address.locality}', 'London'],
    ["${providerAttributes['name.family']}", 'Lovelace'],
    ['${providerAttributes.address}', undefined],
    ['${providerAttributes.empty}', undefined],
    ['${providerAttributes.none}', undefined],
    ['${providerAttributes.nothing}', undefined],
    ['${providerAttributes.email.inner}', undefined],
  ])('reads %s', (value, expected) => {
    const attribute = {
      id: 'a',
      createdAt: '',
      updatedAt: '',
      name: 'title',
      value,
      isCore: false,
      update: 'ALWAYS',
    } as const

    const found = mapped(CLAIMS, [attribute])

    expect(found).toEqual(expected === undefined ? [] : [{ name: 'title', value: expected, update: 'ALWAYS' }])
  })
})

test.each([
  ['${providerAttributes.email}', true],
  ["${providerAttributes['a b']}", true],
  ['${providerAttributes}', false],
  ['${email}', false],
  ['email', false],
  ['x${providerAttributes.email}', false],
])('isPlaceholder() of %s is %s', (text, expected) => {
  expect(isPlaceholder(text)).toBe(expected)
})
