import { bytesOf, joined, TextDecoder, TextEncoder } from './text.ts'

declare const require: (name: string) => unknown

interface Streams {
  readonly ReadableStream: new (source: object) => object
}

/** Source: File API, section 3. */
export class Blob {
  readonly #type: string
  readonly #bytes: Uint8Array

  constructor(parts: unknown = [], options: { readonly type?: string } | null = {}) {
    if (typeof parts !== 'object' || parts === null || !(Symbol.iterator in parts)) {
      throw new TypeError('The "sources" argument must be a sequence')
    }
    this.#bytes = joined(...Array.from(parts as Iterable<unknown>, partBytes))
    const type = String(options?.type ?? '')
    this.#type = /[^ -~]/.test(type) ? '' : type.toLowerCase()
  }

  get type(): string {
    return this.#type
  }

  get size(): number {
    return this.#bytes.length
  }

  slice(start?: number, end?: number, type = ''): Blob {
    return new Blob([this.#bytes.slice(start, end)], { type })
  }

  async arrayBuffer(): Promise<ArrayBufferLike> {
    return this.#bytes.slice().buffer
  }

  async bytes(): Promise<Uint8Array> {
    return this.#bytes.slice()
  }

  async text(): Promise<string> {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#bytes)
  }

  stream(): object {
    const bytes = this.#bytes.slice()
    const { ReadableStream } = require('web-streams') as Streams
    return new ReadableStream({
      type: 'bytes',
      start(controller: { readonly enqueue: (chunk: Uint8Array) => void; readonly close: () => void }) {
        if (bytes.length > 0) controller.enqueue(bytes)
        controller.close()
      },
    })
  }

  get [Symbol.toStringTag](): string {
    return 'Blob'
  }

  static bytesIn(this: void, blob: Blob): Uint8Array {
    return blob.#bytes
  }
}

const { bytesIn } = Blob
// Scripts see the members of a class; this one is not the standard's.
Reflect.deleteProperty(Blob, 'bytesIn')

/** Source: File API, section 4. */
export class File extends Blob {
  readonly #name: string
  readonly #lastModified: number

  constructor(...values: readonly unknown[]) {
    const [parts, name, options] = values as [
      unknown,
      unknown,
      { readonly type?: string; readonly lastModified?: unknown }?,
    ]
    if (values.length < 2) throw new TypeError('The "fileBits" and "fileName" arguments must be specified')
    super(parts, options)
    this.#name = String(name)
    this.#lastModified =
      options?.lastModified === undefined ? Date.now() : Math.trunc(Number(options.lastModified)) || 0
  }

  get name(): string {
    return this.#name
  }

  get lastModified(): number {
    return this.#lastModified
  }

  override get [Symbol.toStringTag](): string {
    return 'File'
  }
}

function partBytes(part: unknown): Uint8Array {
  if (part instanceof Blob) return bytesIn(part)
  if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return bytesOf(part)
  return new TextEncoder().encode(String(part))
}
