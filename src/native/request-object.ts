import type { JWTPayload } from 'jose'
import type { ProduceResult, ProducerInput } from '../engine/ports.ts'
import { type Input, type InputReader, type InputRow, inputReader, quoted } from './inputs.ts'
import { type KeyProblem, type KeyResult, readKey, SIGNING_ALGORITHMS, type SigningAlgorithm } from './keys.ts'
import { UnusableInput } from './producer.ts'

const TABLE = {
  requestAlg: {
    meaning: 'Signing algorithm',
    default: 'HS256',
    rule: 'HS256, HS384, HS512 (application secret), RS256, RS384 or RS512 (private key)',
  },
  requestIssuer: { meaning: 'Claim iss: the ID of the application', default: '{{mfaNativeAppId}}' },
  requestAudience: { meaning: 'Claim aud: the issuer of the environment', default: '{{authPath}}/{{envID}}/as' },
  requestSecret: {
    meaning: 'Key for HS*: the secret of the application, used as UTF-8 bytes',
    default: '{{mfaNativeAppSecret}}',
    rule: 'At least as long as the hash: 32, 48 or 64 bytes for HS256, HS384, HS512',
    isSecret: true,
  },
  requestPrivateKey: {
    meaning: 'Key for RS*: a private RSA key as PEM (PKCS #1 or PKCS #8, encrypted or not) or as JWK',
    rule: 'At least 2048 bits; the application needs its public half as jwks or jwksUrl',
    isSecret: true,
  },
  requestPrivateKeyPassphrase: { meaning: 'Opens an encrypted PEM', isSecret: true },
  requestKeyId: { meaning: 'Header kid; a JWK brings its own' },
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
  requestLifetime: { meaning: 'Claim exp: seconds after iat', default: '300', rule: 'A whole number from 1 to 3600' },
} as const

/** A variable that the request object is made from. */
export type RequestInput = keyof typeof TABLE

/** The inputs of `requestParam` with their defaults and rules, in the order of the documentation. */
export const REQUEST_INPUTS: Readonly<Record<RequestInput, InputRow>> = Object.freeze(TABLE)

/**
 * Makes `requestParam`: a signed request object (RFC 9101) with PingOne's claims, from the variables of `REQUEST_INPUTS`.
 * Fails with PRODUCER_INPUT and PRODUCER_KEY.
 * Source: PingOne Platform API, "Create a request property JWT"
 * (https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-request-property-jwt.html).
 */
export async function makeRequestObject({ get, clock, random }: ProducerInput): Promise<ProduceResult> {
  const inputs = inputReader(REQUEST_INPUTS, get)
  const algorithm = readAlgorithm(inputs)
  const source = inputs.required(KEY_INPUT[SIGNING_ALGORITHMS[algorithm].family])
  const { key, keyId } = usableKey(readSigningKey(source, algorithm, inputs), source)
  const kid = inputs.optional('requestKeyId') ?? keyId
  const issuedAt = Math.floor(clock.epoch() / 1000)
  const claims = { ...readClaims(inputs), ...readTimes(inputs, issuedAt), jti: random.uuid() }

  const { SignJWT } = await import('jose')
  const header = { alg: algorithm, typ: 'JWT', ...(kid === undefined ? {} : { kid }) }
  try {
    const value = await new SignJWT(claims).setProtectedHeader(header).sign(key)
    return { kind: 'produced', value, lifetime: 'attempt' }
  } catch {
    // A JWK whose numbers do not belong together is found out only here.
    throw new UnusableInput('PRODUCER_KEY', `signing with ${algorithm} and ${source.from} failed`, KEY_HINTS.unreadable)
  }
}

type Inputs = InputReader<RequestInput>

/** What PingOne accepts; EC algorithms are not among them. */
const ALGORITHMS: readonly SigningAlgorithm[] = Object.freeze(['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512'])

const KEY_INPUT = Object.freeze({ secret: 'requestSecret', rsa: 'requestPrivateKey', ec: 'requestPrivateKey' })

const KEY_HINTS: Readonly<Record<KeyProblem, string>> = Object.freeze({
  'not-a-secret':
    'Set requestSecret to the secret of the application; a private key goes into requestPrivateKey, with requestAlg RS256',
  'too-short': 'Set requestSecret to the whole secret of the application (PingOne makes them 64 characters long)',
  unreadable:
    'Set requestPrivateKey to a private RSA key as PEM (PKCS #1 or PKCS #8) or as JWK with n, e, d, p, q, dp, dq, qi',
  public: 'Set requestPrivateKey to the private key; the public one belongs to the application, as jwks',
  'wrong-type': 'Set requestPrivateKey to an RSA key that is made for the algorithm in requestAlg',
  'too-small': 'Make a new RSA key of 2048 bits or more for requestPrivateKey',
  'passphrase-missing': 'Set requestPrivateKeyPassphrase',
  'passphrase-wrong': 'Check requestPrivateKeyPassphrase, and that requestPrivateKey is complete',
})

function readAlgorithm(inputs: Inputs): SigningAlgorithm {
  const { text } = inputs.required('requestAlg')
  const algorithm = ALGORITHMS.find((known) => known === text)
  if (algorithm !== undefined) return algorithm
  const reason = `requestAlg${quoted(text)} does not sign PingOne request objects`
  throw new UnusableInput('PRODUCER_INPUT', reason, `Set requestAlg to one of ${ALGORITHMS.join(', ')}`)
}

function readSigningKey({ text }: Input, algorithm: SigningAlgorithm, inputs: Inputs): KeyResult {
  if (SIGNING_ALGORITHMS[algorithm].family === 'secret') return readKey(text, { algorithm })
  const passphrase = inputs.optional('requestPrivateKeyPassphrase')
  return readKey(text, { algorithm, ...(passphrase === undefined ? {} : { passphrase }) })
}

function usableKey(result: KeyResult, { from }: Input): KeyResult & { readonly kind: 'key' } {
  if (result.kind === 'key') return result
  throw new UnusableInput('PRODUCER_KEY', `${from} ${result.reason}`, KEY_HINTS[result.problem])
}

function readClaims(inputs: Inputs): JWTPayload {
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

function readTimes(inputs: Inputs, issuedAt: number): JWTPayload {
  return { iat: issuedAt, exp: issuedAt + inputs.integer('requestLifetime', { min: 1, max: 3600 }) }
}

function readChallenge(inputs: Inputs): string | undefined {
  const challenge = inputs.optional('requestWebAuthnChallenge')
  if (challenge === undefined) return undefined
  const isBase64url = /^[\w-]+$/.test(challenge) && challenge.length % 4 !== 1
  // Four characters of base64url are three bytes.
  if (isBase64url && Math.floor((challenge.length * 3) / 4) >= 32) return challenge
  const reason = 'requestWebAuthnChallenge is not base64url of at least 32 bytes'
  throw new UnusableInput(
    'PRODUCER_INPUT',
    reason,
    'Set requestWebAuthnChallenge to 43 or more base64url characters, or remove it',
  )
}
