import { expect, test } from 'vitest'
import type { CookieRecord } from '../../src/model/exchange.ts'
import { answerCookies } from '../../src/script/cookie-store.ts'
import { cookie, recordingBridge } from '../support/script.ts'

const JAR = [
  cookie(),
  cookie({ name: 'late', path: '/x', expires: '2030-01-01T00:00:00.000Z', sameSite: 'lax', hostOnly: false }),
  cookie({ domain: 'b.test' }),
]

const STORED = { key: 'sid', value: '1', domain: 'a.test', path: '/', secure: false, httpOnly: false, hostOnly: true }

function stored(record: CookieRecord): Record<string, unknown> {
  const { name, ...rest } = record
  return { key: name, ...rest }
}

test('answerCookies() finds a cookie by its exact place', async () => {
  const { cookies } = recordingBridge({ jar: JAR })

  const found = await answerCookies({ method: 'findCookie', args: ['a.test', '/', 'sid'] }, cookies)
  const missing = await answerCookies({ method: 'findCookie', args: ['a.test', '/x', 'sid'] }, cookies)

  expect([found, missing]).toEqual([{ kind: 'one', cookie: STORED }, { kind: 'one' }])
})

test.each(['findCookies', 'getAllCookies'])('answerCookies() gives all cookies to %s', async (method) => {
  const { cookies } = recordingBridge({ jar: JAR })

  const reply = await answerCookies({ method, args: ['a.test', '/', true] }, cookies)

  expect(reply).toEqual({ kind: 'many', cookies: JAR.map(stored) })
})

const PUT: readonly (readonly [change: Record<string, unknown>, url: string, header: string])[] = [
  [{}, 'http://a.test/', 'sid=1; Path=/'],
  [{ hostOnly: false }, 'http://a.test/', 'sid=1; Path=/; Domain=a.test'],
  [{ secure: true, httpOnly: true, path: '/x' }, 'https://a.test/x', 'sid=1; Path=/x; Secure; HttpOnly'],
  [
    { expires: '2030-01-01T00:00:00.000Z', maxAge: 60 },
    'http://a.test/',
    'sid=1; Path=/; Expires=Tue, 01 Jan 2030 00:00:00 GMT; Max-Age=60',
  ],
  [{ expires: 'Infinity', sameSite: 'none' }, 'http://a.test/', 'sid=1; Path=/'],
  [{ sameSite: 'lax' }, 'http://a.test/', 'sid=1; Path=/; SameSite=lax'],
  [{ domain: '::1' }, 'http://[::1]/', 'sid=1; Path=/'],
]

test.each(PUT)('answerCookies() puts %j as a Set-Cookie header', async (change, url, header) => {
  const bridge = recordingBridge()

  const reply = await answerCookies({ method: 'putCookie', args: [{ ...STORED, ...change }] }, bridge.cookies)

  expect({ reply, calls: bridge.calls }).toEqual({
    reply: { kind: 'done' },
    calls: [{ cookie: 'set', args: [url, header] }],
  })
})

test('answerCookies() puts the new cookie of an update', async () => {
  const bridge = recordingBridge()

  await answerCookies({ method: 'updateCookie', args: [STORED, { ...STORED, value: '2' }] }, bridge.cookies)

  expect(bridge.calls).toEqual([{ cookie: 'set', args: ['http://a.test/', 'sid=2; Path=/'] }])
})

const REMOVED: readonly (readonly [method: string, args: readonly unknown[], removed: readonly unknown[]])[] = [
  ['removeCookie', ['a.test', '/', 'sid'], [['a.test', '/', 'sid']]],
  ['removeCookies', ['a.test', '/x'], [['a.test', '/x']]],
  ['removeCookies', ['a.test', null], [['a.test']]],
  ['removeAllCookies', [], [['a.test'], ['b.test']]],
]

test.each(REMOVED)('answerCookies() removes what %s %j names', async (method, args, removed) => {
  const bridge = recordingBridge({ jar: JAR })

  await answerCookies({ method, args }, bridge.cookies)

  expect(bridge.calls).toEqual(removed.map((call) => ({ cookie: 'remove', args: call })))
})

test('answerCookies() says why the jar refuses a cookie', async () => {
  const cookies = { ...recordingBridge().cookies, set: () => Promise.reject(new Error('Cookie not in this host')) }

  const reply = await answerCookies({ method: 'putCookie', args: [STORED] }, cookies)

  expect(reply).toEqual({ kind: 'failed', message: 'Cookie not in this host' })
})

test('answerCookies() refuses a method that no store has', async () => {
  const reply = await answerCookies({ method: 'constructor', args: [] }, recordingBridge().cookies)

  expect(reply).toEqual({ kind: 'failed', message: 'the cookie store has no "constructor"' })
})
