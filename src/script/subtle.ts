import { webcrypto } from 'node:crypto'
import type { Answer } from './messages.ts'
import { SUBTLE_METHODS } from './subtle-methods.ts'

/** The host's half of `crypto.subtle`: keys of scripts never leave it. */
export interface Subtle {
  /** Never rejects. */
  readonly call: (method: string, args: readonly unknown[]) => Promise<Answer>
}

type Method = (...args: readonly unknown[]) => Promise<unknown>

/** Makes the keys of one run and the calls that use them. */
export function createSubtle(): Subtle {
  const keys = new Map<number, webcrypto.CryptoKey>()
  const { subtle } = webcrypto

  function fromRealm(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || isBytes(value)) return value
    if (Object.hasOwn(value, 'handle')) return keys.get(Number((value as { readonly handle: unknown }).handle)) ?? value
    if (Array.isArray(value)) return value.map(fromRealm)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromRealm(inner)]))
  }

  function toRealm(value: unknown): unknown {
    if (isKey(value)) {
      const handle = keys.size + 1
      keys.set(handle, value)
      const { type, extractable, algorithm, usages } = value
      return { handle, type, extractable, algorithm: { ...algorithm }, usages: [...usages] }
    }
    if (typeof value !== 'object' || value === null || !('privateKey' in value)) return value
    const { publicKey, privateKey } = value as webcrypto.CryptoKeyPair
    return { publicKey: toRealm(publicKey), privateKey: toRealm(privateKey) }
  }

  return {
    async call(method, args) {
      if (!SUBTLE_METHODS.includes(method))
        return { kind: 'failed', name: 'TypeError', message: `crypto.subtle has no ${method}` }
      try {
        const run = subtle[method as keyof typeof subtle] as unknown as Method
        return { kind: 'value', value: toRealm(await run.apply(subtle, args.map(fromRealm))) }
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error))
        return { kind: 'failed', name, message }
      }
    },
  }
}

function isKey(value: unknown): value is webcrypto.CryptoKey {
  return typeof value === 'object' && value !== null && 'extractable' in value
}

function isBytes(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer
}
