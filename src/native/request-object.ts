import type { JWTPayload } from 'jose'
import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import { type InputReader, type InputRow, inputReader } from './inputs.ts'
import { UnusableInput } from './producer.ts'
import { ALL_ALGORITHMS, type SigningInput, signClaims, signingRows } from './signing.ts'

const TABLE = {
  requestIssuer: { meaning: 'Claim iss: the ID of the application', default: '{{mfaNativeAppId}}' },
  requestAudience: { meaning: 'Claim aud: the issuer of the environment', default: '{{authPath}}/{{envID}}/as' },
  requestTemplateName: { meaning: 'Claim pi.template: name of the notification template', default: 'transaction' },
  requestTemplateVariant: { meaning: 'Claim pi.template: variant of the notification template' },
  requestTemplateVariables: {
    meaning: 'Claim pi.template: values for the ${names} of the template',
    default: '{}',
    rule: 'A JSON object',
  },
  requestClientContext: {
    meaning: 'Claim pi.clientContext: names and values for the mobile application',
    default: '{}',
    rule: 'A JSON object',
  },
  requestRemoteIp: { meaning: 'Claim pi.remoteIp: IP address of the user, for policy conditions' },
  requestWebAuthnChallenge: {
    meaning: 'Claim pi.webAuthn: a FIDO challenge of your own',
    rule: 'Base64url without padding, at least 32 bytes decoded',
  },
} as const

/** A variable that the request object is made from. */
export type RequestInput = keyof typeof TABLE | SigningInput<'request'>

/** The inputs of `requestParam` with their defaults and rules, in the order of the documentation. */
export const REQUEST_INPUTS: Readonly<Record<RequestInput, InputRow>> = Object.freeze({
  ...TABLE,
  ...signingRows('request', {
    algorithms: `${ALL_ALGORITHMS.join(', ')}. PingOne takes HS* (application secret) and RS* (private key)`,
    secret: '{{mfaNativeAppSecret}}',
  }),
})

/**
 * Makes `requestParam`: a signed request object (RFC 9101) with PingOne's claims, from the variables of `REQUEST_INPUTS`.
 * Fails with PRODUCER_INPUT and PRODUCER_KEY.
 * Source: PingOne Platform API, "Create a request property JWT"
 * (https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-request-property-jwt.html).
 */
export async function makeRequestObject({ get, clock, random }: ProducerInput): Promise<ProduceResult> {
  const inputs = inputReader(REQUEST_INPUTS, get)
  const signed = { prefix: 'request', name: 'requestParam', algorithms: ALL_ALGORITHMS, typ: 'JWT' } as const
  return signClaims(signed, readClaims(inputs), { inputs, clock, random })
}

function readClaims(inputs: InputReader<RequestInput>): JWTPayload {
  const variant = inputs.optional('requestTemplateVariant')
  const remoteIp = inputs.optional('requestRemoteIp')
  const challenge = readChallenge(inputs)
  return {
    iss: inputs.required('requestIssuer').text,
    aud: inputs.required('requestAudience').text,
    'pi.template': {
      name: inputs.required('requestTemplateName').text,
      ...(variant === undefined ? {} : { variant }),
      variables: inputs.object('requestTemplateVariables'),
    },
    'pi.clientContext': inputs.object('requestClientContext'),
    ...(remoteIp === undefined ? {} : { 'pi.remoteIp': remoteIp }),
    ...(challenge === undefined ? {} : { 'pi.webAuthn': { challenge } }),
  }
}

function readChallenge(inputs: InputReader<RequestInput>): string | undefined {
  const challenge = inputs.optional('requestWebAuthnChallenge')
  if (challenge === undefined) return undefined
  const isBase64url = /^[\w-]+$/.test(challenge) && challenge.length % 4 !== 1
  // Four characters of base64url are three bytes.
  if (isBase64url && Math.floor((challenge.length * 3) / 4) >= 32) return challenge
  const reason = 'requestWebAuthnChallenge is not base64url of at least 32 bytes'
  const hint = 'Set requestWebAuthnChallenge to 43 or more base64url characters, or remove it'
  throw new UnusableInput('PRODUCER_INPUT', reason, hint)
}
