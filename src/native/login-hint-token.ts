import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import { type InputRow, inputReader } from './inputs.ts'
import { ALL_ALGORITHMS, type SigningInput, signClaims, signingRows } from './signing.ts'

const TABLE = {
  loginHintIssuer: { meaning: 'Claim iss: the ID of the application', default: '{{mfaNativeAppId}}' },
  loginHintSubject: { meaning: 'Claim sub: ID or name of the user', default: '{{mfaUserID}}' },
  loginHintAudience: { meaning: 'Claim aud: the issuer of the environment', default: '{{authPath}}/{{envID}}/as' },
} as const

type LoginHintInput = keyof typeof TABLE | SigningInput<'loginHint'>

/** The inputs of `loginHintToken`. */
export const LOGIN_HINT_INPUTS: Readonly<Record<LoginHintInput, InputRow>> = Object.freeze({
  ...TABLE,
  ...signingRows('loginHint', {
    algorithms: `${ALL_ALGORITHMS.join(', ')}. PingOne takes HS* only`,
    secret: '{{mfaNativeAppSecret}}',
  }),
})

/**
 * Makes `loginHintToken`: tells the authorization server who the user is.
 * Source: PingOne Platform API, "Create a login_hint_token JWT"
 * (https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-login_hint_token-jwt.html).
 */
export async function makeLoginHintToken({ get, clock, random }: ProducerInput): Promise<ProduceResult> {
  const inputs = inputReader(LOGIN_HINT_INPUTS, get)
  const claims = {
    iss: inputs.required('loginHintIssuer').text,
    sub: inputs.required('loginHintSubject').text,
    aud: inputs.required('loginHintAudience').text,
  }
  const signed = { prefix: 'loginHint', name: 'loginHintToken', algorithms: ALL_ALGORITHMS, typ: 'JWT' } as const
  return signClaims(signed, claims, { inputs, clock, random })
}
