import { defineAccessor, defineWritable } from './define.ts'
import type { Libraries } from './libraries.ts'

/** The web globals of Postman's scripts by the chunk that has them. newman 6.2.2 has none of them. Source: uniscope, as postman-sandbox uses it. */
const WEB: Readonly<Record<string, readonly string[]>> = Object.freeze({
  web: `AbortController AbortSignal Blob Crypto CryptoKey DOMException Event EventTarget File SubtleCrypto TextDecoder TextEncoder atob btoa crypto
    queueMicrotask structuredClone`.split(/\s+/),
  'web-streams':
    `ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy DecompressionStream ReadableByteStreamController ReadableStream
    ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader TextDecoderStream
    TextEncoderStream TransformStream TransformStreamDefaultController WritableStream WritableStreamDefaultController
    WritableStreamDefaultWriter`.split(/\s+/),
  'whatwg-url': ['URL', 'URLSearchParams'],
})

/** All names of web globals. */
export const WEB_NAMES: readonly string[] = Object.freeze(Object.values(WEB).flat())

/** Puts the web globals on the global object; each is made at its first use. */
export function armGlobals(target: object, libraries: Libraries): void {
  for (const [chunk, names] of Object.entries(WEB)) {
    for (const name of names) {
      defineAccessor(target, name, {
        get() {
          const value = (libraries.load(chunk) as Readonly<Record<string, unknown>>)[name]
          defineWritable(target, name, value)
          return value
        },
        set(value: unknown) {
          defineWritable(target, name, value)
        },
      })
    }
  }
}
