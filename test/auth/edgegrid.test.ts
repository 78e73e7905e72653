import { expect, test } from 'vitest'
import { signEdgeGrid } from '../../src/auth/edgegrid.ts'
import { authTools } from '../support/auth.ts'
import { bytes, wireRequest } from '../support/events.ts'

const PARAMETERS = {
  accessToken: 'at',
  clientToken: 'ct',
  clientSecret: 'cs',
  nonce: 'n',
  timestamp: '20140321T19:34:21+0000',
}

const HEADERS = [
  { key: 'X-A', value: ' a  b ' },
  { key: 'x-b', value: '' },
  { key: 'X-C', value: '1' },
  { key: 'X-C', value: '2' },
]

// Observed with newman 6.2.2 on a raw socket; POST and PUT with the body `hällo`.
test.each([
  { method: 'GET', target: '/', change: {}, signature: 'a1eW02NBIRo9WE0bBr3HZRkch8JN9SfQXnrqdyNewuQ=' },
  { method: 'GET', target: '/a%20b?x=1', change: {}, signature: '21McDeRKJoIYwSySM7Ia3TCiHP6tTspswx3NBxFuZuA=' },
  {
    method: 'GET',
    target: '/a',
    change: { baseURL: 'https://Akab.Luna.example.net/x' },
    signature: '57fCBy2UpLXY3HJW9ogsRAnNqYTfTUpdodrnoN7dkHQ=',
  },
  {
    method: 'GET',
    target: '/a',
    change: { baseURL: 'akab.example:8443' },
    signature: 'Esm4JZPIkqSCuiuolNXb00Bjn8oWgSsAYgakcFmuevk=',
  },
  {
    method: 'GET',
    target: '/a',
    change: { headersToSign: 'X-A, x-b,X-C,none' },
    signature: '3ByuSDOnLKqIqfq43lsDCHfeZApLBtYaSixZTKUCy2Y=',
  },
  {
    method: 'GET',
    target: '/a',
    change: { headersToSign: ['x-a', 5] },
    signature: '3ByuSDOnLKqIqfq43lsDCHfeZApLBtYaSixZTKUCy2Y=',
  },
  { method: 'POST', target: '/a', change: {}, signature: 'brIRcEF7IUKaNy2J2GLCxJ48YYNlf+DnXe6ZgqCVxWc=' },
  { method: 'PUT', target: '/a', change: {}, signature: 'XoQGmNVIC+LLCuvM8mUteKSQyf4pdCxxRVy3dT/rujM=' },
  {
    method: 'POST',
    target: '/a',
    change: { maxBodySize: 3 },
    signature: '+oKdU1s4abHHnrOftliJqP6aqhH45AxlNL369AzEt6Q=',
  },
  {
    method: 'POST',
    target: '/a',
    change: { maxBodySize: '3' },
    signature: '+oKdU1s4abHHnrOftliJqP6aqhH45AxlNL369AzEt6Q=',
  },
])('signEdgeGrid() signs $method $target with $change', async ({ method, target, change, signature }) => {
  const body = method === 'GET' ? ({ kind: 'none' } as const) : ({ kind: 'bytes', bytes: bytes('hällo') } as const)
  const request = wireRequest({ method, url: `http://localhost:4777${target}`, headers: HEADERS, body })

  const result = await signEdgeGrid(request, { ...PARAMETERS, ...change }, authTools())

  const value = `EG1-HMAC-SHA256 client_token=ct;access_token=at;timestamp=20140321T19:34:21+0000;nonce=n;signature=${signature}`
  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 5, headers: [...HEADERS, { key: 'Authorization', value, system: true }] },
  })
})

test('signEdgeGrid() takes nonce and time where the auth tab has none', async () => {
  const result = await signEdgeGrid(wireRequest(), { ...PARAMETERS, nonce: '', timestamp: undefined }, authTools())

  expect(result.kind === 'authorized' && result.request.headers[0]?.value.replace(/=;|[^;]*$/, '')).toBe(
    'EG1-HMAC-SHA256 client_token=ct;access_token=at;timestamp=20260101T00:00:00+0000;nonce=00000000-0000-4000-8000-000000000001;',
  )
})

test.each([{ accessToken: '' }, { clientToken: undefined }, { clientSecret: null }])(
  'signEdgeGrid() sends the request as it is with %o',
  async (change) => {
    const request = wireRequest({ headers: [{ key: 'Authorization', value: 'mine' }] })

    const result = await signEdgeGrid(request, { ...PARAMETERS, ...change }, authTools())

    expect(result).toEqual({ kind: 'authorized', request })
  },
)
