import { createPrivateKey, createSecretKey, type KeyObject } from 'node:crypto'

type AlgorithmRow =
  | { readonly family: 'secret'; readonly hashBytes: number }
  | { readonly family: 'rsa'; readonly minBits: number }
  | { readonly family: 'ec'; readonly curve: string }

const TABLE = {
  HS256: { family: 'secret', hashBytes: 32 },
  HS384: { family: 'secret', hashBytes: 48 },
  HS512: { family: 'secret', hashBytes: 64 },
  RS256: { family: 'rsa', minBits: 2048 },
  RS384: { family: 'rsa', minBits: 2048 },
  RS512: { family: 'rsa', minBits: 2048 },
  PS256: { family: 'rsa', minBits: 2048 },
  PS384: { family: 'rsa', minBits: 2048 },
  PS512: { family: 'rsa', minBits: 2048 },
  ES256: { family: 'ec', curve: 'prime256v1' },
  ES384: { family: 'ec', curve: 'secp384r1' },
  ES512: { family: 'ec', curve: 'secp521r1' },
} as const

/** A JWS algorithm that a text can be read as a key for. */
export type SigningAlgorithm = keyof typeof TABLE

/** What each algorithm asks of its key. Source: RFC 7518, sections 3.2 to 3.5. Curves as OpenSSL names them. */
export const SIGNING_ALGORITHMS: Readonly<Record<SigningAlgorithm, AlgorithmRow>> = Object.freeze(TABLE)

/** Why a text cannot be used as a key; each asks for another hint. */
export type KeyProblem =
  | 'not-a-secret'
  | 'too-short'
  | 'unreadable'
  | 'public'
  | 'wrong-type'
  | 'too-small'
  | 'no-match'
  | 'passphrase-missing'
  | 'passphrase-wrong'

/** The key in a text, or why there is none. `reason` goes on after the name of the variable and holds nothing of its text. */
export type KeyResult =
  | { readonly kind: 'key'; readonly key: KeyObject; readonly keyId?: string }
  | { readonly kind: 'unusable'; readonly problem: KeyProblem; readonly reason: string }

/** What the text is to be read as. */
export interface KeyUse {
  readonly algorithm: SigningAlgorithm
  /** Opens an encrypted PEM. */
  readonly passphrase?: string
  /** Which key of a JWKS. */
  readonly keyId?: string
  /** Of an RSA key, in place of what the algorithm asks for: OAuth 1.0 is older than that. */
  readonly minBits?: number
}

/**
 * Reads a signing key: for HS* the text itself, as UTF-8 bytes; for the others a PEM (PKCS #1, SEC 1 or PKCS #8, encrypted or
 * not, also with its line ends lost), a JWK or a JWKS as JSON. Of a JWKS the first private key is taken that is made for the algorithm and, if one is
 * asked for, has the key ID. A secret must be as long as the hash (RFC 7518, section 3.2), an RSA key have 2048 bits
 * (section 3.3), an EC key be on the curve of the algorithm (section 3.4). jose does not check the first.
 */
export function readKey(text: string, use: KeyUse): KeyResult {
  const row = SIGNING_ALGORITHMS[use.algorithm]
  switch (row.family) {
    case 'secret':
      return readSecret(text, use.algorithm, row.hashBytes)
    case 'rsa': {
      const result = readPrivateKey(text, use)
      return result.kind === 'key' ? checkRsa(result, use.algorithm, use.minBits ?? row.minBits) : result
    }
    case 'ec': {
      const result = readPrivateKey(text, use)
      return result.kind === 'key' ? checkEc(result, use.algorithm, row.curve) : result
    }
  }
}

type Jwk = Readonly<Record<string, unknown>>
type PrivateKeyInput = Parameters<typeof createPrivateKey>[0]

function readSecret(text: string, algorithm: SigningAlgorithm, hashBytes: number): KeyResult {
  if (pemLabels(text).length > 0) return unusable('not-a-secret', `is a PEM, ${algorithm} signs with a secret`)
  const { kty, keys } = parseJwk(text) ?? {}
  if (kty !== undefined || Array.isArray(keys)) {
    const what = kty === undefined ? 'a JWKS' : 'a JWK'
    return unusable('not-a-secret', `is ${what}, ${algorithm} signs with a secret as text`)
  }
  const bytes = new TextEncoder().encode(text)
  if (bytes.length < hashBytes) {
    return unusable('too-short', `is shorter than the ${hashBytes} bytes that ${algorithm} needs`)
  }
  return { kind: 'key', key: createSecretKey(bytes) }
}

function readPrivateKey(text: string, use: KeyUse): KeyResult {
  // In CI settings and .env files a PEM is often one line with written-out line ends; a backslash occurs nowhere else in one.
  const pem = text.replaceAll('\\r', '').replaceAll('\\n', '\n')
  const labels = pemLabels(pem)
  if (labels.length > 0) return readPem(pem, labels, use)
  const jwk = parseJwk(text)
  if (jwk === undefined) return unusable('unreadable', 'is neither a PEM nor a JWK')
  return Array.isArray(jwk['keys']) ? readJwks(jwk['keys'], use) : readJwk(jwk, use.algorithm)
}

/** Source: RFC 7517, section 5: keys that are not understood are passed over. */
function readJwks(keys: readonly unknown[], { algorithm, keyId }: KeyUse): KeyResult {
  const jwk = keys
    .filter(isObject)
    .find((key) => isFor(key, algorithm) && (keyId === undefined || key['kid'] === keyId))
  if (jwk !== undefined) return readJwk(jwk, algorithm)
  const which = keyId === undefined ? '' : ' with the kid asked for'
  return unusable('no-match', `is a JWKS without a private key for ${algorithm}${which}`)
}

function isFor(jwk: Jwk, algorithm: SigningAlgorithm): boolean {
  const { kty, alg = algorithm, use = 'sig', crv, d } = jwk
  const row = SIGNING_ALGORITHMS[algorithm]
  const isType = row.family === 'ec' ? kty === 'EC' && crv === JWK_CURVES[row.curve] : kty === 'RSA'
  return isType && alg === algorithm && use === 'sig' && typeof d === 'string'
}

/** Curves as JWK names them. Source: RFC 7518, section 6.2.1.1. */
const JWK_CURVES: Readonly<Record<string, string>> = Object.freeze({
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
})

function readPem(pem: string, labels: readonly string[], { algorithm, passphrase }: KeyUse): KeyResult {
  if (!labels.some((label) => label.endsWith('PRIVATE KEY'))) {
    return unusable('public', `holds no private key, ${algorithm} signs with one`)
  }
  const isEncrypted = labels.includes('ENCRYPTED PRIVATE KEY') || pem.includes('Proc-Type: 4,ENCRYPTED')
  if (isEncrypted && passphrase === undefined) return unusable('passphrase-missing', 'is encrypted')
  const input = { format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) } as const
  const key = tryCreate({ key: pem, ...input }) ?? tryCreate({ key: rewrap(pem), ...input })
  if (key !== undefined) return { kind: 'key', key }
  // A wrong passphrase can also decrypt to garbage, so OpenSSL's error does not tell the two apart.
  return isEncrypted
    ? unusable('passphrase-wrong', 'cannot be decrypted with the passphrase')
    : unusable('unreadable', 'is a PEM that cannot be read')
}

/** Forms and variables can lose line ends, or make spaces of them; OpenSSL reads lines of up to 64 characters. */
function rewrap(pem: string): string {
  return pem.replace(
    /(-----BEGIN [A-Z0-9 ]+-----)([A-Za-z0-9+/=\s]+)(-----END)/g,
    (...[, begin, body, end]: string[]) => {
      const lines = (body ?? '').replace(/\s+/g, '').match(/.{1,64}/g) ?? []
      return `\n${[begin, ...lines, end].join('\n')}`
    },
  )
}

function readJwk(jwk: Jwk, algorithm: SigningAlgorithm): KeyResult {
  const { kty, alg, kid } = jwk
  if (typeof kty !== 'string') return unusable('unreadable', 'is JSON, but not a JWK')
  const needed = SIGNING_ALGORITHMS[algorithm].family === 'ec' ? 'EC' : 'RSA'
  if (kty !== needed) return unusable('wrong-type', `is ${keyName(kty)}, ${algorithm} needs an ${needed} key`)
  if (alg !== undefined && alg !== algorithm) {
    return unusable('wrong-type', `is a JWK for another "alg" than ${algorithm}`)
  }
  if (typeof jwk['d'] !== 'string') return unusable('public', `holds no private key, ${algorithm} signs with one`)
  const key = tryCreate({ key: jwk, format: 'jwk' })
  if (key === undefined) return unusable('unreadable', 'is a JWK that cannot be read')
  return { kind: 'key', key, ...(typeof kid === 'string' && kid !== '' ? { keyId: kid } : {}) }
}

function checkRsa(result: KeyResult & { kind: 'key' }, algorithm: SigningAlgorithm, minBits: number): KeyResult {
  const { asymmetricKeyType: type = '', asymmetricKeyDetails } = result.key
  if (type !== 'rsa') return unusable('wrong-type', `is ${keyName(type)}, ${algorithm} needs an RSA key`)
  return (asymmetricKeyDetails?.modulusLength ?? 0) < minBits
    ? unusable('too-small', `has fewer than the ${minBits} bits that ${algorithm} needs`)
    : result
}

function checkEc(result: KeyResult & { kind: 'key' }, algorithm: SigningAlgorithm, curve: string): KeyResult {
  const { asymmetricKeyType: type = '', asymmetricKeyDetails } = result.key
  if (type !== 'ec') return unusable('wrong-type', `is ${keyName(type)}, ${algorithm} needs an EC key`)
  return asymmetricKeyDetails?.namedCurve === curve
    ? result
    : unusable('wrong-type', `is an EC key on another curve than ${algorithm} needs`)
}

/** Types as OpenSSL and as JWK (RFC 7518, section 6.1) name them. */
const KEY_NAMES: Readonly<Record<string, string>> = Object.freeze({
  oct: 'a symmetric key',
  RSA: 'an RSA key',
  rsa: 'an RSA key',
  EC: 'an EC key',
  ec: 'an EC key',
  OKP: 'an Edwards curve key',
  ed25519: 'an Edwards curve key',
  ed448: 'an Edwards curve key',
  'rsa-pss': 'an RSA-PSS key',
})

function keyName(type: string): string {
  return (Object.hasOwn(KEY_NAMES, type) ? KEY_NAMES[type] : undefined) ?? 'a key of another type'
}

function pemLabels(text: string): readonly string[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map((match) => match[1] ?? '')
}

function parseJwk(text: string): Jwk | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Jwk {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** OpenSSL's reasons are for programmers, and may quote the key: they go no further. */
function tryCreate(input: PrivateKeyInput): KeyObject | undefined {
  try {
    return createPrivateKey(input)
  } catch {
    return undefined
  }
}

function unusable(problem: KeyProblem, reason: string): KeyResult {
  return { kind: 'unusable', problem, reason }
}
