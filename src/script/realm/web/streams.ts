import { Deflate, Inflate } from 'pako'
import { TransformStream } from 'web-streams-polyfill'
import { bytesOf, TextDecoder, TextEncoder } from './text.ts'

export * from 'web-streams-polyfill'

type Format = 'gzip' | 'deflate' | 'deflate-raw'

interface Controller {
  readonly enqueue: (chunk: Uint8Array) => void
}

/** What zlib is told by its window size: 31 stands for the wrapper of gzip, 15 for its own, -15 for none. */
const WINDOW: Readonly<Record<Format, number>> = Object.freeze({ gzip: 31, deflate: 15, 'deflate-raw': -15 })

/** Source: Compression Standard. */
export class CompressionStream extends TransformStream {
  constructor(format: string) {
    super(packing(new Deflate({ windowBits: windowOf(format) })))
  }
}

/** Source: Compression Standard. */
export class DecompressionStream extends TransformStream {
  constructor(format: string) {
    super(packing(new Inflate({ windowBits: windowOf(format) })))
  }
}

/** Source: Encoding Standard, section 9.3. */
export class TextEncoderStream extends TransformStream {
  constructor() {
    const encoder = new TextEncoder()
    super({ transform: (chunk, controller) => pass(encoder.encode(String(chunk)), controller) })
  }

  get encoding(): string {
    return 'utf-8'
  }
}

/** Source: Encoding Standard, section 9.2. */
export class TextDecoderStream extends TransformStream {
  readonly #decoder: TextDecoder

  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean }) {
    const decoder = new TextDecoder(label, options)
    super({
      transform: (chunk, controller) => pass(decoder.decode(chunk, { stream: true }), controller),
      flush: (controller) => pass(decoder.decode(), controller),
    })
    this.#decoder = decoder
  }

  get encoding(): string {
    return this.#decoder.encoding
  }

  get fatal(): boolean {
    return this.#decoder.fatal
  }

  get ignoreBOM(): boolean {
    return this.#decoder.ignoreBOM
  }
}

/** Nothing is no chunk. */
function pass<T extends { readonly length: number }>(
  chunk: T,
  controller: { readonly enqueue: (chunk: T) => void },
): void {
  if (chunk.length > 0) controller.enqueue(chunk)
}

function windowOf(format: string): number {
  if (!Object.hasOwn(WINDOW, format)) throw new TypeError(`The argument 'format' is invalid. Received '${format}'`)
  return WINDOW[format as Format]
}

function packing(zlib: Deflate | Inflate): object {
  let isWhole = false
  zlib.onEnd = (status) => {
    isWhole = status === 0
  }
  const push = (chunk: Uint8Array, isLast: boolean): void => {
    zlib.push(chunk, isLast)
    if (zlib.err !== 0) throw new TypeError(zlib.msg || 'unexpected end of file')
  }
  return {
    start(controller: Controller) {
      zlib.onData = (chunk) => pass<Uint8Array>(chunk, controller)
    },
    transform: (chunk: unknown) => push(bytesOf(chunk).slice(), false),
    flush: () => {
      if (!isWhole) push(new Uint8Array(0), true)
      // What is cut off must not look like what it is the beginning of.
      if (!isWhole) throw new TypeError('unexpected end of file')
    },
  }
}
