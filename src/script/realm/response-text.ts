import { defineWritable } from './define.ts'
import type { Sdk, SdkResponse } from './sdk.ts'

/** A media type of text, in UTF-8 by its own word or for want of another. */
const IN_UTF8 = /^(?:text|application)\/[\w.+-]+(?:; ?charset="?utf-?8"?)?$/i

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Gives `text()` of responses, and with it `json()`, a short way for what nearly all of them are: text in UTF-8, and said to be. The SDK's way, which
 * is taken for all else, loads tables of media types and encodings, looks them up for each call, and comes to the same.
 */
export function quickenText({ Response: { prototype } }: Sdk): void {
  const { text: slowly } = prototype
  defineWritable(prototype, 'text', function text(this: SdkResponse) {
    const { stream } = this
    const type = stream?._isBuffer === true ? this.headers.get('Content-Type') : undefined
    if (stream === undefined || typeof type !== 'string' || !IN_UTF8.test(type)) return slowly.call(this)
    const decoded = stream.toString()
    // Where bytes are no UTF-8 the ways of putting a mark in their place differ.
    if (decoded.includes('\uFFFD')) return slowly.call(this)
    return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.slice(1) : decoded
  })
}
