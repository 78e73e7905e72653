import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at, type Sending } from '../client.ts'
import { assertion, assertionClaims, openStage, SECRET, type Stage, signWithKey, signWithSecret } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** Redeems a code that does not exist: `invalid_grant` tells that the client was accepted. */
async function knock(form: Record<string, string>, sending: Sending = {}): Promise<Answer> {
  return stage.as('POST', '/token', {
    ...sending,
    form: { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://x', ...form },
  })
}

const ACCEPTED = [400, 'invalid_grant']
const REFUSED = [401, 'invalid_client']

const summary = (answer: Answer): unknown => [answer.status, at(answer, 'error')]

/** A form and the client of the Authorization header. */
type Attempt = readonly [form: Record<string, string>, basic?: string]

const plain: readonly [name: string, attempt: Attempt, expected: unknown][] = [
  ['client_secret_basic', [{}, 'web'], ACCEPTED],
  ['client_secret_basic with client_id in the form', [{ client_id: 'web' }, 'web'], ACCEPTED],
  ['client_secret_post', [{ client_id: 'post', client_secret: SECRET }], ACCEPTED],
  ['none', [{ client_id: 'public' }], ACCEPTED],
  ['post for an application with basic', [{ client_id: 'web', client_secret: SECRET }], REFUSED],
  ['basic for an application with post', [{}, 'post'], REFUSED],
  ['basic for an application with none', [{}, 'public'], REFUSED],
  ['basic for an application with assertions', [{}, 'private-key'], REFUSED],
  ['nothing for an application with basic', [{ client_id: 'web' }], REFUSED],
  ['a wrong secret', [{ client_id: 'post', client_secret: 'wrong' }], REFUSED],
  ['an unknown client', [{ client_id: 'nobody' }], REFUSED],
  ['two ways at once', [{ client_id: 'web', client_secret: SECRET }, 'web'], [400, 'invalid_request']],
  ['two clients', [{ client_id: 'post' }, 'web'], [400, 'invalid_request']],
  ['no client', [{}], [400, 'invalid_request']],
]

test.each(plain)('token answers %s', async (_name, [form, basic], expected) => {
  const answer = await knock(form, basic === undefined ? {} : { basic: [basic, SECRET] })

  expect(summary(answer)).toEqual(expected)
})

test.each(['Bearer abc', 'Basic', 'Basic !!!', 'Basic YWJj'])(
  'token refuses the Authorization header %s',
  async (authorization) => {
    const answer = await knock({}, { headers: { authorization } })

    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'The Authorization header holds no Basic credentials' },
    ])
  },
)

test('token refuses a parameter that comes twice', async () => {
  const response = await fetch(`${stage.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams([
      ['client_id', 'public'],
      ['client_id', 'web'],
    ]),
  })

  expect([response.status, await response.json()]).toEqual([
    400,
    { error: 'invalid_request', error_description: 'The parameter "client_id" must not be repeated' },
  ])
})

test('token refuses a JSON body', async () => {
  const answer = await stage.as('POST', '/token', { json: { grant_type: 'client_credentials' } })

  expect([answer.status, answer.body]).toEqual([
    400,
    { error: 'invalid_request', error_description: 'The body must be application/x-www-form-urlencoded' },
  ])
})

describe('token answers a client assertion', () => {
  const hour = 3600
  const cases: readonly [name: string, changes: (now: number) => object, expected: unknown][] = [
    ['for the token endpoint', () => ({}), ACCEPTED],
    ['for the issuer', () => ({ aud: stage.issuer }), ACCEPTED],
    ['without iat and jti, one hour ahead', (now) => ({ exp: now + hour }), ACCEPTED],
    ['more than one hour ahead', (now) => ({ exp: now + hour + 60 }), REFUSED],
    ['that has expired', (now) => ({ exp: now - 1 }), REFUSED],
    ['without exp', () => ({ exp: undefined }), REFUSED],
    ['that is not good yet', (now) => ({ nbf: now + 60 }), REFUSED],
    ['of another issuer', () => ({ iss: 'web' }), REFUSED],
    ['for somebody else', () => ({ aud: 'https://elsewhere.example.com' }), REFUSED],
    ['for another application', () => ({ sub: 'web' }), REFUSED],
  ]
  const claimsFor = (clientId: string, changes: (now: number) => object): Record<string, unknown> => ({
    ...assertionClaims(stage, clientId),
    ...changes(Math.floor(stage.clock.now() / 1000)),
  })

  test.each(cases)('signed with the secret, %s', async (_name, changes, expected) => {
    const answer = await knock(assertion(await signWithSecret(claimsFor('secret-jwt', changes))))

    expect(summary(answer)).toEqual(expected)
  })

  test.each(cases)('signed with a key, %s', async (_name, changes, expected) => {
    const answer = await knock(assertion(await signWithKey(claimsFor('private-key', changes), stage)))

    expect(summary(answer)).toEqual(expected)
  })

  test('by the clock of the stand-in', async () => {
    const jwt = await signWithKey(assertionClaims(stage, 'private-key'), stage)
    stage.clock.advance(hour * 1000)

    const answer = await knock(assertion(jwt))

    stage.clock.set(undefined)
    expect([answer.status, answer.body]).toEqual([
      401,
      { error: 'invalid_client', error_description: 'The JWT is expired.' },
    ])
  })

  test.each([
    ['with the secret where a key is asked for', () => signWithSecret(assertionClaims(stage, 'private-key'))],
    ['with a key where the secret is asked for', () => signWithKey(assertionClaims(stage, 'secret-jwt'), stage)],
    ['with nothing that can be read', async () => 'abc'],
  ])('signed %s, with a refusal', async (_name, sign) => {
    const answer = await knock(assertion(await sign()))

    expect(summary(answer)).toEqual(REFUSED)
  })

  test('of an unknown type, with a refusal', async () => {
    const jwt = await signWithSecret(assertionClaims(stage, 'secret-jwt'))

    const answer = await knock({ client_assertion: jwt, client_assertion_type: 'saml' })

    expect(summary(answer)).toEqual([400, 'invalid_request'])
  })
})
