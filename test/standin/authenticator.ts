import { constants, createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What is done differently than a browser and its authenticator would do it. */
export interface Tricks {
  readonly origin?: string
  readonly challenge?: string
  readonly type?: string
  readonly rpId?: string
  readonly flags?: number
  readonly signCount?: number
  readonly format?: string
  readonly key?: KeyObject
  readonly userHandle?: string
  readonly rawId?: string
  readonly coseAlgorithm?: number
}

/** A browser with a FIDO2 authenticator: real keys, and options and answers as JSON texts. */
export interface Authenticator {
  /** `navigator.credentials.create()`. */
  readonly create: (options: string, tricks?: Tricks) => string
  /** `navigator.credentials.get()`. */
  readonly get: (options: string, tricks?: Tricks) => string
  readonly credentialId: Buffer
}

export const ORIGIN = 'https://app.example.com'

const FLAGS = { present: 1, verified: 4, attested: 64 }

type Algorithm = -7 | -37 | -257

export function newAuthenticator(algorithm: Algorithm = -7): Authenticator {
  const { publicKey, privateKey } = newKeyPair(algorithm)
  const credentialId = randomBytes(20)
  let uses = 0
  const answer = (response: object, tricks: Tricks): string => {
    const id = tricks.rawId ?? credentialId.toString('base64url')
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
  }
  return {
    credentialId,
    create: (options, tricks = {}) => {
      const { rp, challenge } = JSON.parse(options)
      const cose = coseKey(publicKey, tricks.coseAlgorithm ?? algorithm)
      const attested = Buffer.concat([Buffer.alloc(16), uint(credentialId.length, 2), credentialId, cose])
      const flags = tricks.flags ?? FLAGS.present | FLAGS.verified | FLAGS.attested
      const authData = Buffer.concat([authenticatorData(tricks.rpId ?? rp.id, flags, tricks.signCount ?? 0), attested])
      const object = cbor(
        new Map<string, unknown>([
          ['fmt', tricks.format ?? 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      const clientDataJSON = clientData('webauthn.create', challenge, tricks)
      return answer({ clientDataJSON: base64(clientDataJSON), attestationObject: base64(object) }, tricks)
    },
    get: (options, tricks = {}) => {
      const { rpId, challenge } = JSON.parse(options)
      uses += 1
      const flags = tricks.flags ?? FLAGS.present | FLAGS.verified
      const data = authenticatorData(tricks.rpId ?? rpId, flags, tricks.signCount ?? uses)
      const clientDataJSON = clientData('webauthn.get', challenge, tricks)
      const signed = Buffer.concat([data, createHash('sha256').update(clientDataJSON).digest()])
      const signature = signature_(signed, tricks.key ?? privateKey, algorithm)
      const { userHandle } = tricks
      const response = {
        clientDataJSON: base64(clientDataJSON),
        authenticatorData: base64(data),
        signature: base64(signature),
        ...(userHandle === undefined ? {} : { userHandle }),
      }
      return answer(response, tricks)
    },
  }
}

/** A private key that nobody has paired. */
export function foreignKey(): KeyObject {
  return newKeyPair(-7).privateKey
}

function newKeyPair(algorithm: Algorithm): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return algorithm === -7
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function signature_(data: Buffer, key: KeyObject, algorithm: Algorithm): Buffer {
  const padding = algorithm === -37 ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}
  return sign('sha256', data, { key, ...padding })
}

function authenticatorData(rpId: string, flags: number, signCount: number): Buffer {
  const hash = createHash('sha256').update(rpId).digest()
  return Buffer.concat([hash, Buffer.from([flags]), uint(signCount, 4)])
}

/** As browsers write it. The options have their bytes as signed numbers, or as Base64url. */
function clientData(type: string, challenge: readonly number[] | string, tricks: Tricks): Buffer {
  const asked = typeof challenge === 'string' ? challenge : Buffer.from(Int8Array.from(challenge)).toString('base64url')
  const { origin = ORIGIN } = tricks
  return Buffer.from(
    JSON.stringify({ type: tricks.type ?? type, challenge: tricks.challenge ?? asked, origin, crossOrigin: false }),
  )
}

function coseKey(key: KeyObject, algorithm: number): Buffer {
  const { kty, x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' })
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')
  return cbor(
    kty === 'EC'
      ? new Map<number, unknown>([
          [1, 2],
          [3, algorithm],
          [-1, 1],
          [-2, bytes(x)],
          [-3, bytes(y)],
        ])
      : new Map<number, unknown>([
          [1, 3],
          [3, algorithm],
          [-1, bytes(n)],
          [-2, bytes(e)],
        ]),
  )
}

/** CBOR, as far as authenticators need it. */
export function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)])
  throw new Error('authenticators write nothing else')
}

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument])
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument])
  return Buffer.concat([Buffer.from([(major << 5) | 25]), uint(argument, 2)])
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

/** Plain Base64 with padding, as Ping's samples have it. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64')
}
