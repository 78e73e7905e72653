export { AbortController, AbortSignal } from './abort.ts'
export { atob, btoa } from './base64.ts'
export { Blob, File } from './blob.ts'
export { structuredClone } from './clone.ts'
export { Crypto, CryptoKey, crypto, SubtleCrypto } from './crypto.ts'
export { DOMException } from './dom-exception.ts'
export { Event, EventTarget } from './events.ts'
export { TextDecoder, TextEncoder } from './text.ts'

import { world } from './world.ts'

/** Source: HTML, section 8.6. */
export function queueMicrotask(callback: () => void): void {
  if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function')
  world.queue(callback)
}
