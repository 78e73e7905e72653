import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import { type InputRow, inputReader } from './inputs.ts'
import { ALL_ALGORITHMS, type SigningInput, signClaims, signingRows } from './signing.ts'

const TABLE = {
  clientAuthId: { meaning: 'Claims iss and sub: the ID of the application', default: '{{mfaNativeAppId}}' },
  clientAuthAudience: {
    meaning: 'Claim aud: the endpoint that is called, or the issuer',
    default: '{{authPath}}/{{envID}}/as/token',
  },
} as const

type ClientAuthInput = keyof typeof TABLE | SigningInput<'clientAuth'>

/** The inputs of `clientAssertion`. */
export const CLIENT_ASSERTION_INPUTS: Readonly<Record<ClientAuthInput, InputRow>> = Object.freeze({
  ...TABLE,
  ...signingRows('clientAuth', {
    algorithms: `${ALL_ALGORITHMS.join(', ')}. HS* is client_secret_jwt, the others are private_key_jwt`,
    secret: '{{mfaNativeAppSecret}}',
  }),
})

/**
 * Makes `clientAssertion`: authenticates a client by client_secret_jwt or private_key_jwt. It lives for an hour at most, which is all that PingOne takes.
 * Source: OpenID Connect Core 1.0, section 9; RFC 7523; PingOne Platform API, "Create a client secret JWT", "Create a private key JWT".
 */
export async function makeClientAssertion({ get, clock, random }: ProducerInput): Promise<ProduceResult> {
  const inputs = inputReader(CLIENT_ASSERTION_INPUTS, get)
  const id = inputs.required('clientAuthId').text
  const claims = { iss: id, sub: id, aud: inputs.required('clientAuthAudience').text }
  const signed = { prefix: 'clientAuth', name: 'clientAssertion', algorithms: ALL_ALGORITHMS, typ: 'JWT' } as const
  return signClaims(signed, claims, { inputs, clock, random })
}
