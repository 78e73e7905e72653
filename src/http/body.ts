import { createReadStream } from 'node:fs'
import { pipeline, Readable, type Writable } from 'node:stream'
import type { BodyPart, WireBody } from '../model/exchange.ts'

/** A file of a body that could not be read to its announced size. */
export class BodyReadError extends Error {
  override readonly name: string = 'BodyReadError'
}

/** Writes a body and ends the request. Files are read while they are sent. `onError` is told once, if it breaks. */
export function writeBody(outgoing: Writable, body: WireBody, onError: (error: Error) => void): void {
  if (body.kind === 'none') {
    outgoing.end()
    return
  }
  if (body.kind === 'bytes') {
    outgoing.end(body.bytes)
    return
  }
  pipeline(Readable.from(readParts(body.parts), { objectMode: false }), outgoing, (error) => {
    if (error !== null && error !== undefined) onError(error)
  })
}

/** All bytes of a body, for signatures that cover it. Rejects with BodyReadError. */
export async function readBody(body: WireBody): Promise<Uint8Array> {
  if (body.kind === 'none') return new Uint8Array()
  if (body.kind === 'bytes') return body.bytes
  const chunks: Uint8Array[] = []
  for await (const chunk of readParts(body.parts)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* readParts(parts: readonly BodyPart[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if ('bytes' in part) yield part.bytes
    else yield* readFile(part)
  }
}

/** Exactly the announced bytes: more would break the framing of the request, fewer would hang the server. */
async function* readFile({
  path,
  sizeBytes,
}: {
  readonly path: string
  readonly sizeBytes: number
}): AsyncGenerator<Uint8Array> {
  if (sizeBytes === 0) return
  let leftBytes = sizeBytes
  try {
    for await (const chunk of createReadStream(path, { end: sizeBytes - 1 })) {
      leftBytes -= chunk.length
      yield chunk
    }
  } catch (cause) {
    throw new BodyReadError(
      `Cannot read "${path}" for the request body: ${cause instanceof Error ? cause.message : 'unknown'}`,
      { cause },
    )
  }
  if (leftBytes > 0) {
    throw new BodyReadError(`Cannot read "${path}" for the request body: it became shorter while it was sent`)
  }
}
