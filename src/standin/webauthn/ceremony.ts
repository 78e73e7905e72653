import { createHash } from 'node:crypto'
import { isObject } from '../plain.ts'
import { type AuthenticatorData, readAuthenticatorData } from './authenticator-data.ts'
import { readCbor } from './cbor.ts'
import { isSignedBy, type PublicKey } from './public-key.ts'
import { WebAuthnError } from './refusal.ts'

/** What an authenticator keeps the private key of. */
export interface Credential {
  /** In Base64url. */
  readonly id: string
  readonly publicKey: PublicKey
  readonly signCount: number
}

/** What the answer of a browser is held against. */
export interface Demand {
  /** In Base64url. */
  readonly challenge: string
  readonly rpId: string
  /** As the client says it. */
  readonly origin: string
  readonly mustVerifyUser: boolean
}

/** How strict an attestation is looked at. */
export interface AttestationRules {
  /** Whether statements other than `none` are let pass, unverified. */
  readonly takesAllFormats: boolean
}

/** What an assertion has to fit besides. */
export interface AssertionRules {
  /** In Base64url; whom the credential was made for. */
  readonly userHandle: string
  readonly countsUses: boolean
}

/**
 * Verifies what `navigator.credentials.create()` has answered, and returns the new credential. Fails with WebAuthnError.
 * Source: W3C Web Authentication, section 7.1.
 */
export function verifyAttestation(answer: unknown, demand: Demand, { takesAllFormats }: AttestationRules): Credential {
  const { response } = readAnswer(answer)
  readClientData(response, 'webauthn.create', demand)
  const { value: object } = readCbor(bytesOf(response, 'attestationObject'))
  if (!(object instanceof Map)) throw new WebAuthnError('has no attestation object')
  const authData: unknown = object.get('authData')
  if (!(authData instanceof Uint8Array)) throw new WebAuthnError('has no authenticator data')
  const data = readAuthenticatorData(authData)
  checkData(data, demand)
  const statement: unknown = object.get('attStmt')
  const isNone = object.get('fmt') === 'none' && statement instanceof Map && statement.size === 0
  if (!isNone && !takesAllFormats) throw new WebAuthnError('has a statement that was not asked for')
  if (data.attested === undefined) throw new WebAuthnError('has no credential')
  const { credentialId, publicKey } = data.attested
  return { id: base64url(credentialId), publicKey, signCount: data.signCount }
}

/**
 * Verifies what `navigator.credentials.get()` has answered, and returns the credential as it is afterwards. Fails with WebAuthnError.
 * Source: W3C Web Authentication, section 7.2.
 */
export function verifyAssertion(
  answer: unknown,
  credential: Credential,
  { userHandle, countsUses, ...demand }: Demand & AssertionRules,
): Credential {
  const { id, response } = readAnswer(answer)
  if (base64url(id) !== credential.id) throw new WebAuthnError('is of another credential')
  if (response['userHandle'] !== undefined && response['userHandle'] !== null) {
    const given = base64url(bytesOf(response, 'userHandle'))
    if (given !== '' && given !== userHandle) throw new WebAuthnError('is of another user')
  }
  const clientData = readClientData(response, 'webauthn.get', demand)
  const authenticatorData = bytesOf(response, 'authenticatorData')
  const data = readAuthenticatorData(authenticatorData)
  checkData(data, demand)
  const signed = Buffer.concat([authenticatorData, sha256(clientData)])
  if (!isSignedBy(credential.publicKey, signed, bytesOf(response, 'signature'))) {
    throw new WebAuthnError('has a signature that is not right')
  }
  const isCounted = data.signCount > 0 || credential.signCount > 0
  if (countsUses && isCounted && data.signCount <= credential.signCount) {
    throw new WebAuthnError('has a counter that has not moved on: the credential may have been copied')
  }
  return { ...credential, signCount: data.signCount }
}

/** What a relying party's id is good for: the domain itself, and those below it. */
function isWithin(rpId: string, origin: string): boolean {
  const host = URL.canParse(origin) ? new URL(origin).hostname : ''
  return host === rpId || host.endsWith(`.${rpId}`)
}

interface Answer {
  readonly id: Uint8Array
  readonly response: Readonly<Record<string, unknown>>
}

function readAnswer(answer: unknown): Answer {
  if (!isObject(answer) || !isObject(answer['response'])) throw new WebAuthnError('is no public key credential')
  return { id: bytesOf(answer, 'rawId'), response: answer['response'] }
}

/** Returns the bytes, which are signed. */
function readClientData(response: Answer['response'], type: string, { challenge, origin, rpId }: Demand): Uint8Array {
  const bytes = bytesOf(response, 'clientDataJSON')
  const data = parse(bytes)
  if (data['type'] !== type) throw new WebAuthnError(`is not of the type ${type}`)
  if (data['challenge'] !== challenge) throw new WebAuthnError('answers another challenge')
  if (data['origin'] !== origin) throw new WebAuthnError('is not that of the client data', { isOrigin: true })
  if (!isWithin(rpId, origin)) throw new WebAuthnError(`does not belong to "${rpId}"`, { isOrigin: true })
  return bytes
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (isObject(data)) return data
  } catch {
    // Said below, without what was sent.
  }
  throw new WebAuthnError('has no client data')
}

function checkData({ rpIdHash, isUserPresent, isUserVerified }: AuthenticatorData, demand: Demand): void {
  if (!sha256(demand.rpId).equals(rpIdHash)) throw new WebAuthnError('is for another relying party')
  if (!isUserPresent) throw new WebAuthnError('was made without the user')
  if (demand.mustVerifyUser && !isUserVerified) throw new WebAuthnError('was made without verifying the user')
}

/** Browsers are asked for Base64url; Ping's samples write plain Base64. */
function bytesOf(source: Readonly<Record<string, unknown>>, name: string): Uint8Array {
  const value = source[name]
  if (typeof value !== 'string' || !/^[\w+/-]*={0,2}$/.test(value)) throw new WebAuthnError(`has no ${name}`)
  return new Uint8Array(Buffer.from(value, 'base64'))
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

function sha256(value: string | Uint8Array): Buffer {
  return createHash('sha256').update(value).digest()
}
