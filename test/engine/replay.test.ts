import { expect, test } from 'vitest'
import { repeat } from '../../src/engine/replay.ts'
import type { Header } from '../../src/model/collection.ts'
import { bytes, wireRequest } from '../support/events.ts'
import { fakePorts } from '../support/ports.ts'

const OWN: Header = { key: 'X-Own', value: '1' }
const AGENT: Header = { key: 'User-Agent', value: 'flowgate', system: true }
const JSON_TYPE: Header = { key: 'Content-Type', value: 'application/json', system: true }
const FORM_TYPE: Header = { key: 'Content-Type', value: 'application/x-www-form-urlencoded', system: true }

function jar(value: string) {
  return { ...fakePorts().cookies, headerFor: async () => value }
}

test.each([
  { name: 'puts credentials last', before: [OWN, AGENT], after: [OWN, AGENT], at: 2 },
  { name: 'leaves a Content-Type where it is', before: [JSON_TYPE, AGENT], after: [JSON_TYPE, AGENT], at: 2 },
  { name: 'puts the Content-Type of a form behind them', before: [FORM_TYPE, AGENT], after: [AGENT, FORM_TYPE], at: 1 },
  {
    name: 'leaves a Content-Type of the user where it is',
    before: [{ key: 'content-type', value: 'multipart/form-data' }, AGENT],
    after: [{ key: 'content-type', value: 'multipart/form-data' }, AGENT],
    at: 2,
  },
])('repeat() $name', async ({ before, after, at }) => {
  const sent = wireRequest({ headers: before, credentialsAt: 0, body: { kind: 'bytes', bytes: bytes('a') } })

  expect(await repeat(sent, jar(''))).toEqual({ ...sent, headers: after, credentialsAt: at })
})

test('repeat() puts the Content-Type of a file behind the credentials', async () => {
  const type = { key: 'Content-Type', value: 'text/plain', system: true }
  const sent = wireRequest({ headers: [type, AGENT], body: { kind: 'parts', parts: [], sizeBytes: 0 } })

  expect(await repeat(sent, jar(''))).toEqual({ ...sent, headers: [AGENT, type], credentialsAt: 1 })
})

test.each([
  {
    name: 'adds the cookies of the challenge at the end',
    before: [AGENT],
    cookies: 'a=1',
    after: [AGENT, { key: 'Cookie', value: 'a=1', system: true }],
    at: 1,
  },
  {
    name: 'replaces what the jar held, not what the user wrote',
    before: [{ key: 'cookie', value: 'own=1; a=1' }, AGENT],
    ownCookie: 'own=1',
    cookies: 'a=2',
    after: [{ key: 'cookie', value: 'own=1; a=2' }, AGENT],
    at: 2,
  },
  {
    name: 'removes a Cookie when the jar has become empty',
    before: [AGENT, { key: 'Cookie', value: 'a=1', system: true }],
    cookies: '',
    after: [AGENT],
    at: 1,
  },
])('repeat() $name', async ({ before, ownCookie, cookies, after, at }) => {
  const sent = wireRequest({ headers: before, ...(ownCookie !== undefined && { ownCookie }) })

  expect(await repeat(sent, jar(cookies))).toEqual({ ...sent, headers: after, credentialsAt: at })
})

test('repeat() leaves a Cookie header alone when cookies are switched off', async () => {
  const headers = [{ key: 'Cookie', value: 'own=1' }, AGENT]
  const sent = wireRequest({ headers, ownCookie: 'own=1', behavior: { disableCookies: true } })

  expect(await repeat(sent, jar('a=1'))).toEqual({ ...sent, credentialsAt: 2 })
})

test('repeat() puts what the jar holds behind what was sent where newman is asked for', async () => {
  const headers = [AGENT, { key: 'Cookie', value: 'a=1', system: true }]
  const sent = wireRequest({ headers })

  const again = await repeat(sent, jar('a=1'), { repeatsCookies: true })

  expect(again.headers).toEqual([AGENT, { key: 'Cookie', value: 'a=1; a=1', system: true }])
})
