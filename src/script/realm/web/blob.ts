import { bytesOf, joined, TextDecoder, TextEncoder } from './text.ts'

declare const require: (name: string) => unknown

interface Streams {
  readonly ReadableStream: new (source: object) => object
}

/** Source: File API, section 3. */
export class Blob {
  readonly type: string
  readonly #bytes: Uint8Array

  constructor(parts: Iterable<unknown> = [], { type = '' }: { readonly type?: string } = {}) {
    this.#bytes = joined(...Array.from(parts, partBytes))
    this.type = String(type).toLowerCase()
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
    return new TextDecoder().decode(this.#bytes)
  }

  stream(): object {
    const bytes = this.#bytes.slice()
    const { ReadableStream } = require('web-streams') as Streams
    return new ReadableStream({
      start(controller: { readonly enqueue: (chunk: Uint8Array) => void; readonly close: () => void }) {
        if (bytes.length > 0) controller.enqueue(bytes)
        controller.close()
      },
    })
  }

  static bytesIn(blob: Blob): Uint8Array {
    return blob.#bytes
  }
}

/** Source: File API, section 4. */
export class File extends Blob {
  readonly name: string
  readonly lastModified: number

  constructor(
    parts: Iterable<unknown>,
    name: unknown,
    options: { readonly type?: string; readonly lastModified?: number } = {},
  ) {
    super(parts, options)
    this.name = String(name)
    this.lastModified = options.lastModified ?? Date.now()
  }
}

function partBytes(part: unknown): Uint8Array {
  if (part instanceof Blob) return Blob.bytesIn(part)
  if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return bytesOf(part)
  return new TextEncoder().encode(part)
}
