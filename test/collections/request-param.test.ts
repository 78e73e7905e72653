import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'

interface Variables {
  readonly values: readonly { readonly key: string; readonly value: string }[]
}

/** What these tests use of postman-sandbox, which has no types. */
interface Sandbox {
  execute(
    event: object,
    options: { readonly context: object },
    done: (error: Error | null, result: { readonly environment: Variables }) => void,
  ): void
  dispose(): void
}

interface SandboxModule {
  createContext(done: (error: Error | null, sandbox: Sandbox) => void): void
}

const file = new URL('../../collections/transaction-approval.postman_collection.json', import.meta.url)
const collection = JSON.parse(readFileSync(file, 'utf8'))
const script = collection.item[2].item[0].event[0]
const secret = 'a-secret-of-sixty-four-characters-as-PingOne-makes-them-äöü-0001'
const environment = {
  tld: 'test',
  authPath: 'https://auth.pingone.{{tld}}',
  envID: 'environment-1',
  mfaNativeAppId: 'application-1',
  mfaNativeAppSecret: secret,
}
let sandbox: Sandbox

beforeAll(async () => {
  const module: SandboxModule = createRequire(import.meta.url)('postman-sandbox')
  sandbox = await new Promise((resolve, reject) => {
    module.createContext((error, created) => (error ? reject(error) : resolve(created)))
  })
})

afterAll(() => {
  sandbox.dispose()
})

/** Runs the pre-request script of step 1; gives the value of requestParam, or the message of the error. */
async function make(variables: Readonly<Record<string, string>>): Promise<string> {
  const context = {
    environment: { values: Object.entries({ ...environment, ...variables }).map(([key, value]) => ({ key, value })) },
    collectionVariables: { values: collection.variable },
  }
  return await new Promise((resolve) => {
    sandbox.execute(script, { context }, (error, result) => {
      const kept = result?.environment.values.find(({ key }) => key === 'requestParam')
      resolve(error ? error.message : (kept?.value ?? ''))
    })
  })
}

function decode(part: string | undefined): string {
  return Buffer.from(part ?? '', 'base64url').toString()
}

/** The claims as text, with the three that differ from run to run written as words. */
function steady(token: string): string {
  return decode(token.split('.')[1])
    .replace(/"iat":\d{10},/, '"iat":IAT,')
    .replace(/"exp":\d{10},/, '"exp":EXP,')
    .replace(/"jti":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"/, '"jti":UUID')
}

test('requestParam has the claims of PingOne, in order', async () => {
  const token = await make({})

  expect(steady(token)).toBe(
    '{"iss":"application-1","aud":"https://auth.pingone.test/environment-1/as",' +
      '"pi.template":{"name":"transaction","variant":"variant_C",' +
      '"variables":{"sum":"1,000,000","currency":"USD","recipient":"Charlie Parker"}},' +
      '"pi.clientContext":{"alert.color":"red"},"iat":IAT,"exp":EXP,"jti":UUID}',
  )
})

test('requestParam is valid from now on for five minutes', async () => {
  const before = Math.floor(Date.now() / 1000)

  const { iat, exp } = JSON.parse(decode((await make({})).split('.')[1]))

  expect(iat).toBeGreaterThanOrEqual(before)
  expect(iat).toBeLessThanOrEqual(Math.floor(Date.now() / 1000))
  expect(exp - iat).toBe(300)
})

test.each([
  ['HS256', 'sha256'],
  ['HS384', 'sha384'],
  ['HS512', 'sha512'],
])('requestParam is signed with %s and the UTF-8 bytes of the secret', async (alg, hash) => {
  const [header, claims, signature] = (await make({ requestAlg: alg })).split('.')

  const expected = createHmac(hash, Buffer.from(secret, 'utf8')).update(`${header}.${claims}`).digest('base64url')

  expect(decode(header)).toBe(`{"alg":"${alg}","typ":"JWT"}`)
  expect(signature).toBe(expected)
})

test('requestParam takes every optional input', async () => {
  const token = await make({
    requestIssuer: 'application-2',
    requestAudience: 'https://auth.example.com/as',
    requestTemplateName: 'other',
    requestTemplateVariant: 'variant_A',
    requestTemplateVariables: '{"amount":1}',
    requestClientContext: '{"text":"für"}',
    requestRemoteIp: '192.0.2.1',
    requestWebAuthnChallenge: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
    requestKeyId: 'key-1',
  })

  expect(decode(token.split('.')[0])).toBe('{"alg":"HS256","typ":"JWT","kid":"key-1"}')
  expect(steady(token)).toBe(
    '{"iss":"application-2","aud":"https://auth.example.com/as",' +
      '"pi.template":{"name":"other","variant":"variant_A","variables":{"amount":1}},' +
      '"pi.clientContext":{"text":"für"},"pi.remoteIp":"192.0.2.1",' +
      '"pi.webAuthn":{"challenge":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"},"iat":IAT,"exp":EXP,"jti":UUID}',
  )
})

test('requestParam takes an empty input as missing', async () => {
  const empty = { requestAlg: '', requestTemplateName: '', requestTemplateVariant: '', requestLifetime: '' }

  const token = await make({ ...empty, requestTemplateVariables: '', requestClientContext: '', requestSecret: '' })

  expect(decode(token.split('.')[0])).toBe('{"alg":"HS256","typ":"JWT"}')
  expect(steady(token)).toBe(
    '{"iss":"application-1","aud":"https://auth.pingone.test/environment-1/as",' +
      '"pi.template":{"name":"transaction","variables":{}},"pi.clientContext":{},"iat":IAT,"exp":EXP,"jti":UUID}',
  )
})

test.each([
  [{ requestAlg: 'RS256' }, '"requestAlg" is "RS256", and this script signs with HS256, HS384, HS512 only'],
  [{ requestAlg: 'none' }, '"requestAlg" is "none", and this script signs with HS256, HS384, HS512 only'],
  [{ mfaNativeAppId: '' }, 'no application: run "Step 1: Create a native application" first, or set "requestIssuer"'],
  [{ mfaNativeAppSecret: '' }, 'no secret: run "Step 2: Get the application secret" first, or set "requestSecret"'],
  [{ tld: '{{none}}' }, '"requestAudience" needs {{none}}, which has no value'],
  [{ requestSecret: 'prefix-{{none}}' }, '"requestSecret" needs {{none}}, which has no value'],
  [{ requestTemplateVariables: '{sum}' }, '"requestTemplateVariables" is not JSON'],
  [{ requestClientContext: '{"a":"{{none}}"}' }, '"requestClientContext" needs {{none}}, which has no value'],
  [{ requestClientContext: '[]' }, '"requestClientContext" is not a JSON object'],
  [{ requestLifetime: '3601' }, '"requestLifetime" is not a whole number of seconds from 1 to 3600'],
  [{ requestWebAuthnChallenge: 'short' }, '"requestWebAuthnChallenge" is not a Base64URL text of at least 32 bytes'],
])('requestParam cannot be made with %o', async (variables, reason) => {
  const message = await make(variables)

  expect(message).toBe(`Cannot make "requestParam": ${reason}`)
})
