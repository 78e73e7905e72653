import { describe, expect, test } from 'vitest'
import { type InputReader, type InputRow, inputReader, quoted } from '../../src/native/inputs.ts'
import { UnusableInput } from '../../src/native/producer.ts'

const ROWS = {
  plain: { meaning: 'no default' },
  composed: { meaning: 'a default of two variables', default: '{{base}}/{{id}}/as' },
  fixed: { meaning: 'a default of its own', default: '300' },
  secret: { meaning: 'a secret', default: '{{appSecret}}', isSecret: true },
} as const satisfies Record<string, InputRow>

function reader(variables: Readonly<Record<string, string>>): InputReader<keyof typeof ROWS> {
  return inputReader(ROWS, (name) => variables[name])
}

describe('required()', () => {
  test.each([
    { name: 'plain', variables: { plain: 'p' }, expected: { text: 'p', from: 'plain' } },
    { name: 'fixed', variables: {}, expected: { text: '300', from: 'fixed' } },
    { name: 'fixed', variables: { fixed: '60' }, expected: { text: '60', from: 'fixed' } },
    { name: 'composed', variables: { base: 'b', id: 'i' }, expected: { text: 'b/i/as', from: 'base and id' } },
    { name: 'composed', variables: { composed: 'c', base: 'b' }, expected: { text: 'c', from: 'composed' } },
    { name: 'secret', variables: { appSecret: '$&$1' }, expected: { text: '$&$1', from: 'appSecret' } },
  ] as const)('required() reads $name from $variables', ({ name, variables, expected }) => {
    expect(reader(variables).required(name)).toEqual(expected)
  })

  test.each([
    { name: 'plain', variables: {}, message: 'plain is missing', hint: 'Set plain' },
    {
      name: 'composed',
      variables: { base: 'b' },
      message: 'composed is missing, and so is id',
      hint: 'Set composed, or base and id',
    },
    {
      name: 'composed',
      variables: {},
      message: 'composed is missing, and so are base and id',
      hint: 'Set composed, or base and id',
    },
  ] as const)('required() fails with "$message"', ({ name, variables, message, hint }) => {
    expect(() => reader(variables).required(name)).toThrow(new UnusableInput('PRODUCER_INPUT', message, hint))
  })

  test.each([
    {
      name: 'plain',
      variables: { plain: 'a-{{region}}' },
      message: 'plain still has "{{region}}" in it',
      hint: 'Set region, or plain itself',
    },
    {
      name: 'composed',
      variables: { base: 'https://auth.{{tld}}', id: 'i' },
      message: 'base still has "{{tld}}" in it',
      hint: 'Set tld, or base itself',
    },
    {
      name: 'plain',
      variables: { plain: '{{-----BEGIN PRIVATE KEY-----}}' },
      message: 'plain still has a placeholder in it',
      hint: 'Set plain to the value itself',
    },
    {
      name: 'secret',
      variables: { appSecret: 'abc{{def}}' },
      message: 'appSecret still has a placeholder in it',
      hint: 'Set appSecret to the value itself',
    },
  ] as const)('required() fails with "$message"', ({ name, variables, message, hint }) => {
    expect(() => reader(variables).required(name)).toThrow(new UnusableInput('PRODUCER_INPUT', message, hint))
  })
})

describe('optional()', () => {
  test('optional() is undefined when the variable is missing', () => {
    expect(reader({}).optional('plain')).toBeUndefined()
  })

  test('optional() fails on a placeholder', () => {
    const inputs = reader({ plain: '{{x}}' })

    expect(() => inputs.optional('plain')).toThrow(
      new UnusableInput('PRODUCER_INPUT', 'plain still has "{{x}}" in it', 'Set x, or plain itself'),
    )
  })
})

describe('object()', () => {
  test('object() parses a JSON object', () => {
    expect(reader({ plain: '{"b":1,"a":{"c":null}}' }).object('plain')).toEqual({ b: 1, a: { c: null } })
  })

  test.each([{ text: '[1]' }, { text: 'null' }, { text: '"x"' }, { text: '1' }, { text: '{"a":' }, { text: ' ' }])(
    'object() fails on $text',
    ({ text }) => {
      const inputs = reader({ plain: text })

      expect(() => inputs.object('plain')).toThrow(
        new UnusableInput('PRODUCER_INPUT', 'plain is not a JSON object', 'Write plain as {"key":"value"}'),
      )
    },
  )
})

describe('integer()', () => {
  test.each([
    { text: '1', expected: 1 },
    { text: '3600', expected: 3600 },
    { text: '007', expected: 7 },
  ])('integer() reads $text', ({ text, expected }) => {
    expect(reader({ fixed: text }).integer('fixed', { min: 1, max: 3600 })).toBe(expected)
  })

  test.each([
    { text: '0' },
    { text: '3601' },
    { text: '-1' },
    { text: '1.5' },
    { text: '5m' },
    { text: '1e3' },
    { text: '9'.repeat(20) },
  ])('integer() fails on $text', ({ text }) => {
    const inputs = reader({ fixed: text })

    expect(() => inputs.integer('fixed', { min: 1, max: 3600 })).toThrow(
      new UnusableInput(
        'PRODUCER_INPUT',
        `fixed "${text}" is not a whole number from 1 to 3600`,
        'Set fixed to a number from 1 to 3600, or remove it',
      ),
    )
  })
})

test.each([
  { text: 'ES256', expected: ' "ES256"' },
  { text: '-1.5', expected: ' "-1.5"' },
  { text: 's'.repeat(21), expected: '' },
  { text: '-----BEGIN\n', expected: '' },
  { text: '', expected: '' },
])('quoted() of $text is $expected', ({ text, expected }) => {
  expect(quoted(text)).toBe(expected)
})
