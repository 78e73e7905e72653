import { expect, test } from 'vitest'
import { cookieOf } from '../../src/newman-engine/exchange.ts'

test.each([
  ['Max-Age', { maxAge: 100 }, '2030-01-01T00:01:40.000Z'],
  ['Expires', { expires: '2031-01-01T00:00:00.000Z' }, '2031-01-01T00:00:00.000Z'],
  ['Max-Age before Expires', { maxAge: 0, expires: '2031-01-01T00:00:00.000Z' }, '2030-01-01T00:00:00.000Z'],
  ['neither', { expires: 'Infinity' }, undefined],
])('cookieOf() knows when a cookie of newman expires: %s', (_what, members, expires) => {
  const cookie = cookieOf({ key: 'a', value: 'b', domain: 'x.test', creation: '2030-01-01T00:00:00.000Z', ...members })

  expect(cookie).toEqual({
    name: 'a',
    value: 'b',
    domain: 'x.test',
    path: '/',
    secure: false,
    httpOnly: false,
    hostOnly: false,
    ...(expires !== undefined && { expires }),
  })
})
