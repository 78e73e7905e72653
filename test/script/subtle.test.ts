import { webcrypto } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { createSubtle, type Subtle } from '../../src/script/subtle.ts'

const { subtle: node } = webcrypto
const BYTES = new TextEncoder().encode('message')

let subtle: Subtle
beforeEach(() => {
  subtle = createSubtle()
})

interface Key {
  readonly handle: number
}

async function value(method: string, ...args: readonly unknown[]): Promise<unknown> {
  const answer = await subtle.call(method, args)
  expect(answer).toMatchObject({ kind: 'value' })
  return answer.kind === 'value' ? answer.value : undefined
}

function importAes(usages: readonly string[]): Promise<Key> {
  return value('importKey', 'raw', new Uint8Array(16), 'AES-GCM', false, usages) as Promise<Key>
}

test('call() digests as Node does', async () => {
  expect(await value('digest', 'SHA-256', BYTES)).toEqual(await node.digest('SHA-256', BYTES))
})

test('call() gives a key as a handle with what may be seen of it', async () => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }

  const key = await value('importKey', 'raw', BYTES, algorithm, false, ['sign', 'verify'])

  expect(key).toEqual({
    handle: 1,
    type: 'secret',
    extractable: false,
    algorithm: { name: 'HMAC', hash: { name: 'SHA-256' }, length: 56 },
    usages: ['sign', 'verify'],
  })
})

test('call() signs as Node does, with the key of a handle', async () => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const { handle } = (await value('importKey', 'raw', BYTES, algorithm, false, ['sign'])) as Key
  const key = await node.importKey('raw', BYTES, algorithm, false, ['sign'])

  const signature = await value('sign', 'HMAC', { handle }, BYTES)

  expect(signature).toEqual(await node.sign('HMAC', key, BYTES))
})

test('call() encrypts and decrypts', async () => {
  const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) }
  const { handle } = await importAes(['encrypt', 'decrypt'])

  const encrypted = await value('encrypt', algorithm, { handle }, BYTES)

  expect(await value('decrypt', algorithm, { handle }, encrypted)).toEqual(BYTES.buffer)
})

test('call() gives a pair of keys, and takes them within an algorithm', async () => {
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' }
  const [ours, theirs] = (await Promise.all(
    [1, 2].map(() => value('generateKey', algorithm, false, ['deriveBits'])),
  )) as readonly { readonly publicKey: Key; readonly privateKey: Key }[]

  const bits = await Promise.all([
    value('deriveBits', { name: 'ECDH', public: { handle: theirs?.publicKey.handle } }, ours?.privateKey, 256),
    value('deriveBits', { name: 'ECDH', public: { handle: ours?.publicKey.handle } }, theirs?.privateKey, 256),
  ])

  expect(bits[0]).toEqual(bits[1])
})

test('call() exports as Node does', async () => {
  const { handle } = (await value('importKey', 'raw', new Uint8Array(16), 'AES-GCM', true, ['encrypt'])) as Key
  const key = await node.importKey('raw', new Uint8Array(16), 'AES-GCM', true, ['encrypt'])

  expect(await value('exportKey', 'jwk', { handle })).toEqual(await node.exportKey('jwk', key))
})

test('call() says why Node refuses', async () => {
  const { handle } = await importAes(['encrypt'])
  const refused: readonly (readonly [method: string, args: readonly unknown[]])[] = [
    ['digest', ['MD5', BYTES]],
    ['importKey', ['raw', new Uint8Array(5), 'AES-CBC', true, ['encrypt']]],
    ['exportKey', ['raw', { handle }]],
    ['decrypt', [{ name: 'AES-GCM', iv: new Uint8Array(12) }, { handle }, BYTES]],
  ]

  const answers = await Promise.all(refused.map(([method, args]) => subtle.call(method, args)))

  expect(answers.map((answer) => answer.kind === 'failed' && answer.name)).toEqual([
    'NotSupportedError',
    'DataError',
    'InvalidAccessException',
    'InvalidAccessError',
  ])
})

test.each(['constructor', 'toString', '__proto__', 'nothing'])('call() has no method %s', async (method) => {
  expect(await subtle.call(method, [])).toEqual({
    kind: 'failed',
    name: 'TypeError',
    message: `crypto.subtle has no ${method}`,
  })
})

test('call() finds no key of another run', async () => {
  const { handle } = await importAes(['encrypt'])

  const answer = await createSubtle().call('encrypt', [{ name: 'AES-GCM', iv: new Uint8Array(12) }, { handle }, BYTES])

  expect(answer).toMatchObject({ kind: 'failed', name: 'TypeError' })
})
