import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { createCookies } from '../../src/http/cookies.ts'
import type { SerializedJar } from '../../src/model/cookie-jar.ts'

interface NewmanJar {
  readonly toJSON: () => SerializedJar
  readonly setCookieSync: (cookie: string, url: string) => void
}
interface NewmanCookies {
  readonly CookieJar: { new (store: null, options: object): NewmanJar; fromJSON(text: string): NewmanJar }
}

/** The library that newman writes and reads jars with. */
const require = createRequire(createRequire(import.meta.url).resolve('newman'))
const newman = require('@postman/tough-cookie') as NewmanCookies

const URL_OF_ALL = 'https://127.0.0.1/get'
const COOKIES = [
  'a=b; Max-Age=60; Path=/',
  'h=1; HttpOnly; Secure; SameSite=Lax',
  'bare',
  'empty=',
  'none=1; SameSite=None; Max-Age=99999999999999',
  'e=2; Expires=Fri, 01 Jan 2100 00:00:00 GMT; Foo=bar',
]

function withoutTimes({ version: _version, cookies, ...jar }: SerializedJar): object {
  return {
    ...jar,
    cookies: cookies.map(({ creation: _creation, lastAccessed: _lastAccessed, ...cookie }) => cookie),
  }
}

function newmanJar(): NewmanJar {
  const jar = new newman.CookieJar(null, { looseMode: true })
  for (const cookie of COOKIES) jar.setCookieSync(cookie, URL_OF_ALL)
  return jar
}

test('serialize() writes a jar as newman does', async () => {
  const cookies = createCookies()
  for (const cookie of COOKIES) await cookies.set(URL_OF_ALL, cookie)

  const jar = await cookies.serialize()

  expect(JSON.stringify(withoutTimes(jar))).toBe(JSON.stringify(withoutTimes(newmanJar().toJSON())))
})

test('serialize() writes an empty jar', async () => {
  expect(await createCookies().serialize()).toEqual({
    version: expect.stringMatching(/^tough-cookie@\d/),
    storeType: 'MemoryCookieStore',
    rejectPublicSuffixes: false,
    enableLooseMode: true,
    allowSpecialUseDomain: true,
    prefixSecurity: 'silent',
    cookies: [],
  })
})

test('createCookies() goes on with a jar that newman has saved', async () => {
  const saved = JSON.parse(JSON.stringify(newmanJar().toJSON())) as SerializedJar

  const cookies = createCookies(saved)

  expect(await cookies.headerFor(URL_OF_ALL)).toBe('a=b; h=1; bare; empty=; none=1; e=2')
  expect(withoutTimes(await cookies.serialize())).toEqual(withoutTimes(saved))
})

test('newman goes on with a jar that serialize() has written', async () => {
  const cookies = createCookies()
  for (const cookie of COOKIES) await cookies.set(URL_OF_ALL, cookie)
  const jar = await cookies.serialize()

  const loaded = newman.CookieJar.fromJSON(JSON.stringify(jar))

  expect(loaded.toJSON().cookies).toEqual(jar.cookies)
})

test('createCookies() drops what has expired since', async () => {
  const cookie = { key: 'a', value: 'b', domain: 'h.test', path: '/', hostOnly: true }
  const cookies = createCookies({
    cookies: [
      { ...cookie, expires: '2001-01-01T00:00:00.000Z' },
      { ...cookie, key: 'c' },
    ],
  })

  const header = await cookies.headerFor('http://h.test/')

  expect(header).toBe('c=b')
  expect((await cookies.all()).map(({ name }) => name)).toEqual(['c'])
})

test.each([
  [undefined, []],
  [false, []],
  [true, ['bare']],
])('createCookies() with a jar whose loose mode is %j keeps %j', async (enableLooseMode, kept) => {
  const cookies = createCookies({ cookies: [], ...(enableLooseMode === undefined ? {} : { enableLooseMode }) })

  await cookies.set('http://h.test/', 'bare').catch(() => {})

  expect((await cookies.all()).map(({ value }) => value)).toEqual(kept)
})
