import { AbortController, AbortSignal } from './abort.ts'
import { Blob, File } from './blob.ts'
import { Crypto, CryptoKey, SubtleCrypto } from './crypto.ts'
import { DOMException } from './dom-exception.ts'
import { Event, EventTarget } from './events.ts'
import { nameAll } from './names.ts'
import { TextDecoder, TextEncoder } from './text.ts'
import { world } from './world.ts'

export { atob, btoa } from './base64.ts'
export { structuredClone } from './clone.ts'
export { crypto } from './crypto.ts'
export {
  AbortController,
  AbortSignal,
  Blob,
  Crypto,
  CryptoKey,
  DOMException,
  Event,
  EventTarget,
  File,
  SubtleCrypto,
  TextDecoder,
  TextEncoder,
}

nameAll({ AbortController, AbortSignal, Blob, DOMException, Event, EventTarget, File, TextDecoder, TextEncoder })
nameAll({ Crypto, CryptoKey, SubtleCrypto })

/** Source: HTML, section 8.6. */
export function queueMicrotask(callback: () => void): void {
  if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function')
  world.queue(callback)
}
