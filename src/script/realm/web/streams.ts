import { Deflate, Gunzip, Gzip, Inflate, Unzlib, Zlib } from 'fflate'
import { TransformStream } from 'web-streams-polyfill'
import { bytesOf, TextDecoder, TextEncoder } from './text.ts'

export * from 'web-streams-polyfill'

interface Packer {
  ondata: ((chunk: Uint8Array<ArrayBuffer>, isLast: boolean) => void) | null
  push: (chunk: Uint8Array<ArrayBuffer>, isLast?: boolean) => void
}

type Format = 'gzip' | 'deflate' | 'deflate-raw'

const PACKERS: Readonly<Record<Format, () => Packer>> = Object.freeze({
  gzip: () => new Gzip(),
  deflate: () => new Zlib(),
  'deflate-raw': () => new Deflate(),
})

const UNPACKERS: Readonly<Record<Format, () => Packer>> = Object.freeze({
  gzip: () => new Gunzip(),
  deflate: () => new Unzlib(),
  'deflate-raw': () => new Inflate(),
})

/** Source: Compression Standard. */
export class CompressionStream extends TransformStream {
  constructor(format: string) {
    super(packing(PACKERS, format))
  }
}

/** Source: Compression Standard. */
export class DecompressionStream extends TransformStream {
  constructor(format: string) {
    super(packing(UNPACKERS, format))
  }
}

/** Source: Encoding Standard, section 9.3. */
export class TextEncoderStream extends TransformStream {
  constructor() {
    const encoder = new TextEncoder()
    super({ transform: (chunk, controller) => controller.enqueue(encoder.encode(chunk)) })
  }
}

/** Source: Encoding Standard, section 9.2. */
export class TextDecoderStream extends TransformStream {
  constructor(label?: string, options?: { readonly fatal?: boolean }) {
    const decoder = new TextDecoder(label, options)
    super({
      transform: (chunk, controller) => controller.enqueue(decoder.decode(chunk, { stream: true })),
      flush: (controller) => controller.enqueue(decoder.decode()),
    })
  }
}

function packing(packers: Readonly<Record<Format, () => Packer>>, format: string): object {
  const make = Object.hasOwn(packers, format) ? packers[format as Format] : undefined
  if (make === undefined) throw new TypeError(`Unsupported compression format: '${format}'`)
  const packer = make()
  return {
    start(controller: { readonly enqueue: (chunk: Uint8Array) => void }) {
      packer.ondata = (chunk) => controller.enqueue(chunk)
    },
    transform: (chunk: unknown) => packer.push(bytesOf(chunk).slice()),
    flush: () => packer.push(new Uint8Array(0), true),
  }
}
