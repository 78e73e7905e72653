import { type NtlmInput, responsesSession, responsesV1, responsesV2 } from './ntlm-response.ts'

/** Whose credentials. */
export interface NtlmAccount {
  readonly username: string
  readonly password: string
  /** Empty: the server's own. */
  readonly domain: string
  readonly workstation: string
}

/** What the server sent (type 2). */
export interface NtlmChallenge {
  readonly flags: number
  readonly serverChallenge: Uint8Array
  readonly targetInfo?: Uint8Array
}

/** Chance and time for an answer. */
export interface NtlmMoment {
  /** 8 bytes. */
  readonly clientChallenge: Uint8Array
  /** Milliseconds since 1970. */
  readonly epochMs: number
}

const SIGNATURE = 'NTLMSSP\0'

/** Flags of [MS-NLMP], section 2.2.2.5, that decide something here. */
const FLAG = Object.freeze({ unicode: 0x1, domainSupplied: 0x1000, extendedSecurity: 0x80000, targetInfo: 0x800000 })

/** All that newman 6.2.2 offers and answers. */
const OFFERED = 0xa208b207
const ANSWERED = 0xa2888205

/** Windows XP SP2 and NTLM revision 15, as newman 6.2.2 says; nobody decides by it. */
const VERSION = Object.freeze([5, 1, 0x28, 0x0a, 0, 0, 0, 15])

/** Type 1: what the client can do. Source: [MS-NLMP], section 2.2.1.1; bytes observed with newman 6.2.2. */
export function negotiateMessage({ domain, workstation }: NtlmAccount): Uint8Array {
  const head = Buffer.alloc(40)
  const place = Buffer.from(workstation.toUpperCase(), 'latin1')
  const realm = Buffer.from(domain.toUpperCase(), 'latin1')
  head.write(SIGNATURE, 'latin1')
  head.writeUInt32LE(1, 8)
  head.writeUInt32LE(domain === '' ? OFFERED - FLAG.domainSupplied : OFFERED, 12)
  writeField(head, { at: 16, length: realm.byteLength, offset: 40 + place.byteLength })
  writeField(head, { at: 24, length: place.byteLength, offset: 40 })
  head.set(VERSION, 32)
  return Buffer.concat([head, place, realm])
}

/** Reads type 2; undefined when it is none. Source: [MS-NLMP], section 2.2.1.2. */
export function readChallenge(message: Uint8Array): NtlmChallenge | undefined {
  const bytes = Buffer.from(message)
  if (bytes.byteLength < 32 || bytes.toString('latin1', 0, 8) !== SIGNATURE || bytes.readUInt32LE(8) !== 2) {
    return undefined
  }
  const flags = bytes.readUInt32LE(20)
  const serverChallenge = bytes.subarray(24, 32)
  if ((flags & FLAG.targetInfo) === 0) return { flags, serverChallenge }
  if (bytes.byteLength < 48) return undefined
  const length = bytes.readUInt16LE(40)
  const offset = bytes.readUInt32LE(44)
  if (offset + length > bytes.byteLength) return undefined
  return { flags, serverChallenge, targetInfo: bytes.subarray(offset, offset + length) }
}

/** Type 3: who it is, and the proof. Source: [MS-NLMP], section 2.2.1.3; layout observed with newman 6.2.2. */
export function authenticateMessage(challenge: NtlmChallenge, account: NtlmAccount, moment: NtlmMoment): Uint8Array {
  const domain = account.domain.toUpperCase()
  const { lm, nt } = respond(challenge, { ...account, ...moment, ...challenge, domain })
  const isUnicode = (challenge.flags & FLAG.unicode) !== 0
  const encode = (text: string): Buffer => Buffer.from(text, isUnicode ? 'utf16le' : 'latin1')
  const fields = [
    { at: 28, bytes: encode(domain) },
    { at: 36, bytes: encode(account.username) },
    { at: 44, bytes: encode(account.workstation.toUpperCase()) },
    { at: 12, bytes: lm },
    { at: 20, bytes: nt },
    { at: 52, bytes: new Uint8Array() },
  ]
  const head = Buffer.alloc(72)
  head.write(SIGNATURE, 'latin1')
  head.writeUInt32LE(3, 8)
  let offset = head.byteLength
  for (const { at, bytes } of fields) {
    writeField(head, { at, length: bytes.byteLength, offset })
    offset += bytes.byteLength
  }
  head.writeUInt32LE(isUnicode ? ANSWERED : ANSWERED - FLAG.unicode, 60)
  head.set(VERSION, 64)
  return Buffer.concat([head, ...fields.map(({ bytes }) => bytes)])
}

/** The best that the server knows. */
function respond({ flags, targetInfo }: NtlmChallenge, input: NtlmInput): ReturnType<typeof responsesV1> {
  if ((flags & FLAG.extendedSecurity) === 0) return responsesV1(input)
  return targetInfo === undefined ? responsesSession(input) : responsesV2({ ...input, targetInfo })
}

interface Field {
  readonly at: number
  readonly length: number
  readonly offset: number
}

/** Length, room and place of a piece of the message. */
function writeField(head: Buffer, { at, length, offset }: Field): void {
  head.writeUInt16LE(length, at)
  head.writeUInt16LE(length, at + 2)
  head.writeUInt32LE(offset, at + 4)
}
