import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Standin } from '../../src/standin/server.ts'
import { ROOT } from '../support/cli.ts'
import { library } from '../support/library.ts'
import { runNewman } from '../support/newman.ts'
import { startQuickStandin } from '../support/standin.ts'

const collection = join(ROOT, 'collections/transaction-approval.postman_collection.json')
const environment = join(ROOT, 'environments/standin.postman_environment.json')
let standin: Standin

beforeAll(async () => {
  standin = await startQuickStandin()
})

afterAll(async () => {
  await standin.close()
})

/** The token that newman's run of the script made, and the application it was made for. */
async function scripted(variables: Readonly<Record<string, string>>): Promise<Made> {
  const { environment: kept } = await runNewman(collection, environment, variables)
  return { token: kept['requestParam'] ?? '', issuer: kept['mfaNativeAppId'] ?? '' }
}

/** The token that flowgate made natively, as it stands in the authorization request. */
async function native(variables: Readonly<Record<string, string>>): Promise<Made> {
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }))
  const made = { token: '', issuer: '' }
  for await (const event of library.run({ collection, environment, envVar })) {
    if (event.type === 'produced') expect(event.name).toBe('requestParam')
    if (event.type === 'mutation' && event.name === 'requestParam') made.token = String(event.value)
    if (event.type === 'mutation' && event.name === 'mfaNativeAppId') made.issuer = String(event.value)
  }
  return made
}

interface Made {
  readonly token: string
  readonly issuer: string
}

/** Header and claims as text, in the order they were written; what is new in every token is named instead. */
function shape({ token, issuer }: Made): readonly string[] {
  const [header = '', claims = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  const { iat, exp, jti } = JSON.parse(claims) as { readonly iat: number; readonly exp: number; readonly jti: string }
  return [
    header,
    claims
      .replace(issuer, 'APPLICATION')
      .replace(`"iat":${iat}`, '"iat":NOW')
      .replace(`"exp":${exp}`, `"exp":NOW+${exp - iat}`)
      .replace(jti, jti.replaceAll(/[0-9a-f]/g, 'x')),
  ]
}

test.each([
  ['by default', {}],
  ['with HS512', { requestAlg: 'HS512' }],
  [
    'with all inputs',
    {
      requestAlg: 'HS384',
      requestTemplateVariables: '{"sum":"7 €","recipient":"Zoë \\"Z\\""}',
      requestClientContext: '{"deep":{"er":[1,true,null]}}',
      requestRemoteIp: '192.0.2.7',
      requestWebAuthnChallenge: 'A'.repeat(43),
      requestLifetime: '60',
    },
  ],
])('the native token and that of the script are equal claim by claim %s', async (_, inputs) => {
  const variables = { authPath: standin.url, apiPath: `${standin.url}/v1`, ...inputs }

  const [ours, theirs] = [shape(await native(variables)), shape(await scripted(variables))]

  expect(ours).toEqual(theirs)
  expect(ours[1]).toContain('"iss":"APPLICATION"')
})
