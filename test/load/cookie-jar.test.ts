import { expect, test } from 'vitest'
import { parseCookieJar } from '../../src/load/cookie-jar.ts'
import type { Input } from '../../src/load/input.ts'
import { refused } from './refused.ts'

function jar(json: unknown): Input {
  return { kind: 'cookie jar', name: 'jar.json', source: 'jar.json', text: JSON.stringify(json) }
}

const COOKIE = { key: 'a', value: 'b', domain: 'h.test', path: '/', expires: '2100-01-01T00:00:00.000Z' }

test('parseCookieJar() keeps the cookies and what decides how new ones are read', async () => {
  const parsed = await parseCookieJar(
    jar({ version: 'tough-cookie@4.1.3', rejectPublicSuffixes: true, enableLooseMode: true, cookies: [COOKIE, null] }),
  )

  expect(parsed).toEqual({ rejectPublicSuffixes: true, enableLooseMode: true, cookies: [COOKIE] })
})

test.each([
  ['{}', {}, 'it has no list "cookies"'],
  ['a list', [COOKIE], 'it has no list "cookies"'],
  ['a text as cookie', { cookies: [COOKIE, 'a=b'] }, 'cookie 2 is not an object'],
  ['a number as value', { cookies: [{ ...COOKIE, value: 1 }] }, 'cookie 1 has a value that is not a text'],
  [
    'a date that is none',
    { cookies: [{ ...COOKIE, creation: 'soon' }] },
    'cookie 1 has a date "creation" that is none',
  ],
])('parseCookieJar() refuses %s', async (_what, json, reason) => {
  const error = await refused(() => parseCookieJar(jar(json)))

  expect(error).toEqual({
    code: 'COOKIE_JAR_INVALID',
    message: `Cannot read cookie jar "jar.json": ${reason}`,
    hint: 'Pass a file that --export-cookie-jar has written, or remove --cookie-jar to start without cookies',
  })
})

test('parseCookieJar() says where the JSON ends too early', async () => {
  const error = await refused(() => parseCookieJar({ ...jar({}), text: '{"cookies":[' }))

  expect(error.code).toBe('INPUT_NOT_JSON')
})
