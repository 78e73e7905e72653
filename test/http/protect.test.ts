import { expect, test } from 'vitest'
import type { Send } from '../../src/engine/ports.ts'
import { withProtection } from '../../src/http/protect.ts'
import { wireRequest, wireResponse } from '../support/events.ts'

const answer: Send = async () => ({ kind: 'response', response: wireResponse(), timings: { total: 1 } })

async function isSent(url: string, hosts: Parameters<typeof withProtection>[1]): Promise<boolean> {
  const send = withProtection(answer, hosts)
  const result = await send(wireRequest({ url }), { signal: new AbortController().signal, timeoutMs: 0 })
  return result.kind === 'response'
}

test.each([
  ['api.pingone.com', 'https://api.pingone.com/v1'],
  ['api.pingone.com', 'https://API.PingOne.com:8443/v1'],
  ['API.pingone.com', 'https://api.pingone.com./v1'],
  ['api.pingone.com', 'https://user:pass@api.pingone.com'],
  ['*.prod.example.com', 'http://a.b.prod.example.com'],
  ['*.prod.example.com', 'http://prod.example.com'],
  ['prod-*', 'http://prod-7'],
  ['127.0.0.1', 'http://2130706433/'],
  ['localhost:8080', 'http://localhost:8080/'],
  ['localhost:443', 'https://localhost/'],
])('withProtection() keeps %s from %s', async (host, url) => {
  expect(await isSent(url, { protectedHosts: [host] })).toBe(false)
})

test.each([
  ['api.pingone.com', 'https://my.api.pingone.com/'],
  ['*.prod.example.com', 'http://notprod.example.com/'],
  ['api.pingone.com', 'http://apixpingone.com/'],
  ['api.pingone.com', 'http://a/?u=https://api.pingone.com'],
  ['localhost:8080', 'http://localhost:8081/'],
])('withProtection() of %s lets %s through', async (host, url) => {
  expect(await isSent(url, { protectedHosts: [host] })).toBe(true)
})

test('withProtection() lets hosts through that are allowed, by name or pattern, and no others', async () => {
  const hosts = { protectedHosts: ['*.example.com'], allowedHosts: ['a.example.com', '*.test.example.com'] }

  const sent = ['a', 'b', 'x.test'].map((name) => isSent(`https://${name}.example.com/`, hosts))

  expect(await Promise.all(sent)).toEqual([true, false, true])
})

test('withProtection() names request and flag, and no query', async () => {
  const send = withProtection(answer, { protectedHosts: ['a.com'] })

  const result = await send(wireRequest({ method: 'POST', url: 'https://a.com/x?code=1' }), {
    signal: new AbortController().signal,
    timeoutMs: 0,
  })

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'HOST_PROTECTED',
      message: 'Cannot send POST "https://a.com/x": the configuration protects this host',
      hint: 'Pass --allow-host a.com if the request is meant to go there',
    },
  })
})
