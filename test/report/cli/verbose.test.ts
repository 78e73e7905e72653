import { expect, test } from 'vitest'
import { styleFor } from '../../../src/report/cli/style.ts'
import { exchangeDetails } from '../../../src/report/cli/verbose.ts'
import { bytes, event, wireRequest, wireResponse } from '../../support/events.ts'

const STYLE = styleFor({ isTerminal: false, width: 80, color: false, unicode: false })

test('exchangeDetails() shows headers, bodies and times of both sides, bodies cut at 2048 characters', () => {
  const wire = wireRequest({ headers: [{ key: 'A', value: 'b' }], body: { kind: 'bytes', bytes: bytes('{"a":1}') } })
  const request = event.request({ wire })
  const response = event.response({
    response: wireResponse({ body: bytes('x'.repeat(3000)) }),
    timings: { dns: 1, firstByte: 20, total: 30 },
  })

  expect(exchangeDetails({ request, response }, STYLE)).toEqual([
    '    request - 7 B',
    '      A: b',
    '    ',
    '      {"a":1}',
    '    ',
    '    response - 3.0 kB',
    '      Content-Type: application/json',
    '    ',
    `      ${'x'.repeat(2048)}...`,
    '    ',
    '    times',
    '      dns 1 ms, tcp -, tls -, first byte 20 ms, total 30 ms',
  ])
})
