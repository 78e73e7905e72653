import { test } from 'vitest'
import { createRedactor } from '../../src/report/redact.ts'
import { emptySummary, summarize, summaryOf } from '../../src/report/summarize.ts'
import { bytes, event, itemOf, wireRequest, wireResponse } from '../support/events.ts'
test('bench', () => {
  const mask = createRedactor({ values: ['s3cret-value', 'another-one'], names: [], show: false })
  const body = bytes(JSON.stringify({ users: Array.from({ length: 20 }, (_, i) => ({ id: `b5f1c1c6-3f5f-4b6a-9f67-${i}`, email: `u${i}@x.test`, name: { given: 'A', family: 'B' } })) }))
  const headers = ['Content-Type','Date','Cache-Control','X-Request-Id','Vary'].map((key) => ({ key, value: 'application/json; charset=utf-8' }))
  const item = () => itemOf(event.scriptStart(), event.console(), event.scriptEnd(), event.request({ wire: wireRequest({ url: 'http://localhost:9400/v1/users?limit=10', headers: [...headers, { key: 'Authorization', value: 'Bearer opaque-token-123' }] }) }), event.response({ response: wireResponse({ body, headers }) }), event.scriptStart(), event.passed(), event.mutation(), event.scriptEnd())
  for (const n of [2000, 10000]) {
    const all = Array.from({ length: n }, item)
    let t = performance.now()
    for (const e of all) for (const x of e) mask(x)
    console.log('redact µs/item', ((performance.now() - t) * 1000 / n).toFixed(1), 'body', body.length)
    t = performance.now()
    let s = emptySummary
    for (const e of all) for (const x of e) s = summarize(s, x)
    console.log('summarize µs/item', ((performance.now() - t) * 1000 / n).toFixed(1), summaryOf(s).items.total)
  }
  let t = performance.now()
  for (let i = 0; i < 20000; i++) mask(event.response({ response: wireResponse({ body: bytes(`{"access_token":"${crypto.randomUUID()}"}`) }) }))
  console.log('20k new secrets µs each', ((performance.now() - t) * 1000 / 20000).toFixed(1))
  const big = bytes('{"a":"' + 'lorem ipsum dolor '.repeat(6000) + '"}')
  t = performance.now(); for (let i = 0; i < 20; i++) mask(event.response({ response: wireResponse({ body: big }) }))
  console.log('108 kB body after 20k secrets, ms', ((performance.now() - t) / 20).toFixed(2))
})
