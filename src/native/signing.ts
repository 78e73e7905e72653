import type { JWTPayload } from 'jose'
import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import type { Input, InputReader, InputRow } from './inputs.ts'
import { type KeyProblem, type KeyResult, readKey, SIGNING_ALGORITHMS, type SigningAlgorithm } from './keys.ts'
import { UnusableInput } from './producer.ts'

/** The variables that every signed JWT is made from, behind the prefix of its producer. */
export type SigningInput<Prefix extends string> =
  `${Prefix}${'Alg' | 'Secret' | 'PrivateKey' | 'PrivateKeyPassphrase' | 'KeyId' | 'Lifetime' | 'Claims'}`

/** What a JWT is signed for. */
export interface Signed<Prefix extends string> {
  /** Of its variables. */
  readonly prefix: Prefix
  /** The variable that is made. */
  readonly name: string
  readonly algorithms: readonly SigningAlgorithm[]
  readonly typ: string
}

/** Every algorithm that there are keys for. */
export const ALL_ALGORITHMS: readonly SigningAlgorithm[] = Object.freeze(
  Object.keys(SIGNING_ALGORITHMS) as SigningAlgorithm[],
)

/** The rows of `SigningInput`, in the order of the documentation. */
export function signingRows<Prefix extends string>(
  prefix: Prefix,
  { algorithms, secret }: { readonly algorithms: string; readonly secret: string },
): Readonly<Record<SigningInput<Prefix>, InputRow>> {
  const rows: Readonly<Record<SigningInput<''>, InputRow>> = {
    Alg: { meaning: 'Signing algorithm', default: 'HS256', rule: algorithms },
    Secret: {
      meaning: 'Key for HS*: the secret of the application, used as UTF-8 bytes',
      default: secret,
      rule: 'At least as long as the hash: 32, 48 or 64 bytes for HS256, HS384, HS512',
      isSecret: true,
    },
    PrivateKey: {
      meaning:
        'Key for RS*, PS* and ES*: a private key as PEM (PKCS #1, SEC 1 or PKCS #8, encrypted or not), as JWK, or a JWKS that holds it',
      rule: 'RSA keys of at least 2048 bits, EC keys on the curve of the algorithm; the application needs its public half as jwks or jwksUrl',
      isSecret: true,
    },
    PrivateKeyPassphrase: { meaning: 'Opens an encrypted PEM', isSecret: true },
    KeyId: { meaning: 'Header kid; picks the key of a JWKS. A JWK brings its own' },
    Lifetime: { meaning: 'Claim exp: seconds after iat', default: '300', rule: 'A whole number from 1 to 3600' },
    Claims: {
      meaning: 'More claims. They win over those above; null leaves a claim out',
      default: '{}',
      rule: 'A JSON object',
    },
  }
  const named = Object.entries(rows).map(([name, row]) => [`${prefix}${name}`, row])
  // The names above are all that SigningInput adds to the prefix.
  return Object.freeze(Object.fromEntries(named) as Record<SigningInput<Prefix>, InputRow>)
}

/**
 * Signs claims with the key that the variables name, and adds `iat`, `exp`, a fresh `jti` and the claims that the user asks for.
 * Ends with PRODUCER_INPUT and PRODUCER_KEY. Source: RFC 7515, RFC 7519.
 */
export async function signClaims<Prefix extends string>(
  signed: Signed<Prefix>,
  own: JWTPayload,
  {
    inputs,
    clock,
    random,
  }: Pick<ProducerInput, 'clock' | 'random'> & { readonly inputs: InputReader<SigningInput<Prefix>> },
): Promise<Extract<ProduceResult, { kind: 'produced' }>> {
  const { prefix, name, algorithms, typ } = signed
  const algorithm = inputs.choice(`${prefix}Alg`, algorithms, `does not sign ${name}`)
  const isSecret = SIGNING_ALGORITHMS[algorithm].family === 'secret'
  const source = inputs.required(isSecret ? `${prefix}Secret` : `${prefix}PrivateKey`)
  const keyId = inputs.optional(`${prefix}KeyId`)
  const use = { prefix, algorithm, keyId }
  const passphrase = isSecret ? undefined : inputs.optional(`${prefix}PrivateKeyPassphrase`)
  const key = usableKey(source, { ...use, passphrase })

  const issuedAt = Math.floor(clock.epoch() / 1000)
  const lifetime = inputs.integer(`${prefix}Lifetime`, { min: 1, max: 3600 })
  const times = { iat: issuedAt, exp: issuedAt + lifetime, jti: random.uuid() }
  const claims = present({ ...own, ...times, ...inputs.object(`${prefix}Claims`) })
  const kid = keyId ?? key.keyId
  const header = { alg: algorithm, typ, ...(kid === undefined ? {} : { kid }) }

  const { SignJWT } = await import('jose')
  try {
    const value = await new SignJWT(claims).setProtectedHeader(header).sign(key.key)
    return { kind: 'produced', value, lifetime: 'attempt', jwt: { header, claims } }
  } catch {
    // A JWK whose numbers do not belong together, or a claim such as exp that is no number, is found out only here.
    const reason = `signing with ${algorithm} and ${source.from} failed`
    throw new UnusableInput('PRODUCER_KEY', reason, keyHint('unreadable', use))
  }
}

interface KeyInput {
  readonly prefix: string
  readonly algorithm: SigningAlgorithm
  readonly keyId?: string | undefined
  readonly passphrase?: string | undefined
}

function usableKey(
  { text, from }: Input,
  { prefix, algorithm, keyId, passphrase }: KeyInput,
): KeyResult & { kind: 'key' } {
  const result = readKey(text, {
    algorithm,
    ...(keyId === undefined ? {} : { keyId }),
    ...(passphrase === undefined ? {} : { passphrase }),
  })
  if (result.kind === 'key') return result
  throw new UnusableInput('PRODUCER_KEY', `${from} ${result.reason}`, keyHint(result.problem, { prefix, algorithm }))
}

/** What to do about a key that cannot be used; `prefix` names the variables. */
export function keyHint(problem: KeyProblem, { prefix, algorithm }: KeyInput): string {
  const key = `${prefix}PrivateKey`
  const [kind, size, forms] =
    SIGNING_ALGORITHMS[algorithm].family === 'ec'
      ? ['EC', '', 'as PEM (SEC 1 or PKCS #8) or as JWK with crv, x, y, d']
      : ['RSA', ' of 2048 bits or more', 'as PEM (PKCS #1 or PKCS #8) or as JWK with n, e, d, p, q, dp, dq, qi']
  switch (problem) {
    case 'not-a-secret':
      return `Set ${prefix}Secret to the secret of the application; a private key goes into ${key}, with ${prefix}Alg RS256`
    case 'too-short':
      return `Set ${prefix}Secret to the whole secret of the application (PingOne makes them 64 characters long)`
    case 'unreadable':
      return `Set ${key} to a private ${kind} key ${forms}`
    case 'public':
      return `Set ${key} to the private key; the public one belongs to the application, as jwks`
    case 'wrong-type':
      return `Set ${key} to an ${kind} key that is made for the algorithm in ${prefix}Alg`
    case 'too-small':
      return `Make a new ${kind} key${size} for ${key}`
    case 'no-match':
      return `Put a private ${kind} key for the algorithm in ${prefix}Alg into the JWKS, and its kid into ${prefix}KeyId`
    case 'passphrase-missing':
      return `Set ${prefix}PrivateKeyPassphrase`
    case 'passphrase-wrong':
      return `Check ${prefix}PrivateKeyPassphrase, and that ${key} is complete`
  }
}

function present(claims: Readonly<Record<string, unknown>>): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null))
}
