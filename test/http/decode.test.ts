import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { BodyTooLarge } from '../../src/http/body-limit.ts'
import { decodeBody } from '../../src/http/decode.ts'

describe('decodeBody()', () => {
  it.each([
    ['gzip', gzipSync('hello')],
    [' GZIP ', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['deflate', deflateRawSync('hello')],
    ['br', brotliCompressSync('hello')],
    ['identity', Buffer.from('hello')],
    ['gzip, br', Buffer.from('hello')],
  ])('undoes "%s"', async (encoding, bytes) => {
    const body = await decodeBody(bytes, encoding)

    expect(Buffer.from(body).toString()).toBe('hello')
  })

  it('gives what there is of a stream that ends early', async () => {
    const whole = gzipSync('hello')

    const body = await decodeBody(whole.subarray(0, whole.length - 8), 'gzip')

    expect(Buffer.from(body).toString()).toBe('hello')
  })

  it('leaves an empty body empty', async () => {
    const body = await decodeBody(new Uint8Array(), 'gzip')

    expect(body).toEqual(new Uint8Array())
  })

  it('rejects what is not in the coding', async () => {
    const body = decodeBody(Buffer.from('hello'), 'gzip')

    await expect(body).rejects.toThrow('incorrect header check')
  })

  it('stops where a body is larger than it may be', async () => {
    const body = decodeBody(gzipSync(Buffer.alloc(3 * 1024 * 1024)), 'gzip', 2 * 1024 * 1024)

    await expect(body).rejects.toEqual(new BodyTooLarge(2 * 1024 * 1024))
  })
})
