import { expect, test } from 'vitest'
import { sentRequest } from '../../src/load/sent.ts'
import { resolvedRequest, wireRequest } from '../support/events.ts'

const HOST = { key: 'Host', value: 'a.test', system: true }

// Each was observed with newman 6.2.2, as pm.request of a test script and as the request of its events.
test('sentRequest() has the headers as written, disabled ones too, then those of the system', () => {
  const header = [
    { key: 'A', value: '1' },
    { key: 'B', value: '2', disabled: true },
  ]
  const request = resolvedRequest({ header })
  const wire = wireRequest({ headers: [{ key: 'A', value: '1' }, HOST] })

  expect(sentRequest(request, wire).header).toEqual([...header, HOST])
})

test.each([
  { name: 'added', header: [] },
  { name: 'replaced', header: [{ key: 'Content-Type', value: 'text/plain' }] },
])('sentRequest() does not see the Content-Type of a form that is $name below', ({ header }) => {
  const request = resolvedRequest({ header, body: { mode: 'urlencoded', urlencoded: [] } })
  const type = { key: 'Content-Type', value: 'application/x-www-form-urlencoded', system: true }

  expect(sentRequest(request, wireRequest({ headers: [HOST, type] })).header).toEqual([...header, HOST])
})

test('sentRequest() keeps user and fragment of the URL, percent-encoded', () => {
  const request = resolvedRequest({ url: 'u é:p@a.test/é#top' })

  expect(sentRequest(request, wireRequest({ url: 'http://a.test/%C3%A9' })).url).toEqual({
    protocol: 'http',
    auth: { user: 'u%20%C3%A9', password: 'p' },
    host: ['a', 'test'],
    path: ['%C3%A9'],
    query: [],
    hash: 'top',
    variables: [],
  })
})
