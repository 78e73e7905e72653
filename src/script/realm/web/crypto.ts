import { SUBTLE_METHODS } from '../../subtle-methods.ts'
import { DOMException } from './dom-exception.ts'
import { bytesOf } from './text.ts'
import { world } from './world.ts'

/** A key on the host, as it crosses. */
interface KeyHandle {
  readonly handle: number
  readonly type: string
  readonly extractable: boolean
  readonly algorithm: object
  readonly usages: readonly string[]
}

/** Only this module makes keys and the object `crypto`. */
const KEY = Symbol('crypto')

/** A key that stays on the host; here is only its handle. */
export class CryptoKey {
  readonly #key: KeyHandle

  constructor(by?: symbol, key?: KeyHandle) {
    if (by !== KEY || key === undefined) throw new TypeError('Illegal constructor')
    this.#key = key
  }

  get type(): string {
    return this.#key.type
  }

  get extractable(): boolean {
    return this.#key.extractable
  }

  get algorithm(): object {
    return this.#key.algorithm
  }

  get usages(): readonly string[] {
    return this.#key.usages
  }

  get [Symbol.toStringTag](): string {
    return 'CryptoKey'
  }

  /** By its brand: neither a look-alike nor a changed prototype makes a key. */
  static handleOf(this: void, key: object): number | undefined {
    return #key in key ? key.#key.handle : undefined
  }
}

const { handleOf } = CryptoKey
// Scripts see the members of a class; this one is not the standard's.
Reflect.deleteProperty(CryptoKey, 'handleOf')

type Call = (...args: readonly unknown[]) => Promise<unknown>

/** `crypto.subtle`: each call is done by the host. */
export class SubtleCrypto {
  readonly [method: string]: Call

  constructor(by?: symbol) {
    if (by !== KEY) throw new TypeError('Illegal constructor')
  }
}

Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, { value: 'SubtleCrypto', configurable: true })

for (const method of SUBTLE_METHODS) {
  Object.defineProperty(SubtleCrypto.prototype, method, {
    value: async (...args: readonly unknown[]) => fromHost(await world.subtle(method, args.map(toHost))),
    writable: true,
    configurable: true,
  })
}

const INTEGERS: readonly string[] = Object.freeze(
  'Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array'.split(
    ' ',
  ),
)

/** Source: Web Cryptography API, section 10. */
export class Crypto {
  readonly #subtle: SubtleCrypto = new SubtleCrypto(KEY)

  constructor(by?: symbol) {
    if (by !== KEY) throw new TypeError('Illegal constructor')
  }

  get subtle(): SubtleCrypto {
    return this.#subtle
  }

  get [Symbol.toStringTag](): string {
    return 'Crypto'
  }

  getRandomValues<T extends ArrayBufferView>(array: T): T {
    // By what it is, not by its class: a Buffer is a Uint8Array.
    const kind = ArrayBuffer.isView(array) ? (array as ArrayBufferView as Uint8Array)[Symbol.toStringTag] : ''
    if (!INTEGERS.includes(kind))
      throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError')
    if (array.byteLength > 65_536) {
      throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError')
    }
    bytesOf(array).set(world.randomBytes(array.byteLength))
    return array
  }

  /** A version 4 UUID. Source: RFC 9562. */
  randomUUID(): string {
    const bytes = Array.from(world.randomBytes(16))
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }
}

/** The object `crypto`. */
export const crypto: Crypto = new Crypto(KEY)

/**
 * Plain data, and keys as their handles: only a key has a `handle`. What cannot be cloned is left out, as Web IDL leaves
 * out the members that it does not know.
 */
function toHost(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  const handle = handleOf(value)
  if (handle !== undefined) return { handle }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return bytesOf(value).slice()
  if (Array.isArray(value)) return value.map(toHost)
  const members = Object.entries(value).filter(([name]) => name !== 'handle')
  return Object.fromEntries(members.map(([name, inner]) => [name, toHost(inner)]))
}

function fromHost(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Object.hasOwn(value, 'handle')) return new CryptoKey(KEY, value as KeyHandle)
  if (!Object.hasOwn(value, 'privateKey')) return value
  const { publicKey, privateKey } = value as Readonly<Record<'publicKey' | 'privateKey', unknown>>
  return { publicKey: fromHost(publicKey), privateKey: fromHost(privateKey) }
}
