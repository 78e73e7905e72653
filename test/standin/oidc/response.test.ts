import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at } from '../client.ts'
import { ask, flowIdOf, halfHash, openStage, REDIRECT, type Stage, signOn } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** Runs a flow of the single-page application and returns the answer of resume. */
async function resumed(changes: Readonly<Record<string, string | undefined>>): Promise<Answer> {
  const started = await ask(stage, { client_id: 'spa', nonce: 'n', state: 's', ...changes })
  return (await signOn(stage, flowIdOf(started))).answer
}

const EACH = {
  code: expect.stringMatching(/^[0-9a-f-]{36}$/),
  token: {
    access_token: expect.stringMatching(/^ey/),
    token_type: 'Bearer',
    expires_in: '3600',
    scope: 'openid',
  },
  id_token: expect.stringMatching(/^ey/),
}

test.each([
  ['code', { code: EACH.code }],
  ['token', EACH.token],
  ['id_token', { id_token: EACH.id_token }],
  ['token id_token', { ...EACH.token, id_token: EACH.id_token }],
  ['id_token token', { ...EACH.token, id_token: EACH.id_token }],
  ['code id_token', { code: EACH.code, id_token: EACH.id_token }],
  ['code token', { code: EACH.code, ...EACH.token }],
  ['code token id_token', { code: EACH.code, ...EACH.token, id_token: EACH.id_token }],
])('resume answers response_type=%s in a pi.flow', async (response_type, expected) => {
  const { body } = await resumed({ response_type })

  expect(Object(body).authorizeResponse).toEqual(expected)
})

test('resume ties the ID token to the code and the access token', async () => {
  const answer = await resumed({ response_type: 'code token id_token' })

  const { at_hash, c_hash, nonce, amr, sub } = decodeJwt(at(answer, 'authorizeResponse.id_token'))
  expect({ at_hash, c_hash, nonce, amr, sub }).toEqual({
    at_hash: halfHash(at(answer, 'authorizeResponse.access_token')),
    c_hash: halfHash(at(answer, 'authorizeResponse.code')),
    nonce: 'n',
    amr: ['pwd'],
    sub: 'ada-id',
  })
})

test('userinfo takes an access token of the authorization endpoint', async () => {
  const answer = await resumed({ response_type: 'token', scope: 'openid email' })

  const { status, body } = await stage.as('GET', '/userinfo', { token: at(answer, 'authorizeResponse.access_token') })

  expect([status, body]).toEqual([200, { sub: 'ada-id', email: 'ada@example.com' }])
})

test.each([
  ['the header', async (token: string) => stage.as('POST', '/userinfo', { token })],
  ['the form', async (access_token: string) => stage.as('POST', '/userinfo', { form: { access_token } })],
])('userinfo takes a POST with the token in %s', async (_name, send) => {
  const answer = await resumed({ response_type: 'token' })

  const { status, body } = await send(at(answer, 'authorizeResponse.access_token'))

  expect([status, body]).toEqual([200, { sub: 'ada-id' }])
})

describe('resume goes back to the application', () => {
  test('in the query', async () => {
    const { status, headers } = await resumed({ response_type: 'code', response_mode: undefined })

    expect([status, headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^https:\/\/app\.example\.com\/callback\?code=[0-9a-f-]{36}&state=s$/),
    ])
  })

  test('in the fragment, which is where tokens travel', async () => {
    const { status, headers } = await resumed({ response_type: 'token', response_mode: undefined })

    expect([status, headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^https:\/\/app\.example\.com\/callback#access_token=ey.*&state=s$/),
    ])
  })

  test('in a form', async () => {
    const { status, headers, body } = await resumed({ response_mode: 'form_post', state: '"><script>' })

    expect([
      status,
      headers.get('content-type'),
      String(body).replaceAll(/value="[0-9a-f-]{36}"/g, 'value="CODE"'),
    ]).toEqual([
      200,
      'text/html;charset=UTF-8',
      `<!doctype html>
<title>Signing on</title>
<body onload="document.forms[0].submit()">
<form method="post" action="${REDIRECT}"><input type="hidden" name="code" value="CODE"><input type="hidden" name="state" value="&#34;&#62;&#60;script&#62;"><button>Continue</button></form>
`,
    ])
  })
})

test('authorize refuses tokens in the query', async () => {
  const answer = await ask(stage, { client_id: 'spa', response_type: 'token', response_mode: 'query' })

  expect([answer.status, answer.body]).toMatchObject([
    400,
    { details: [{ target: 'response_mode', message: 'Tokens must not travel in the query.' }] },
  ])
})
