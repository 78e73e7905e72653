import type { Call } from './endpoint.ts'
import { PingError } from './errors.ts'
import type { Posted } from './records.ts'

/** The media type that most of the management API takes. */
const JSON_TYPE = 'application/json'

/** The Content-Type of a call without its parameters, in lower case; empty when there is none. */
export function mediaType(call: Call): string {
  return (call.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/** Reads a body of one media type as a JSON value. Fails with UNSUPPORTED_MEDIA_TYPE, or INVALID_REQUEST when it is not JSON. */
export async function readJson(call: Call, type: string = JSON_TYPE): Promise<unknown> {
  if (mediaType(call) !== type.toLowerCase()) throw new PingError('UNSUPPORTED_MEDIA_TYPE')
  return parseJson(await call.readBody())
}

/** Reads an `application/json` body that is an object. Fails like readJson, and with INVALID_REQUEST for any other value. */
export async function readObject(call: Call): Promise<Posted> {
  const value = await readJson(call)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PingError('INVALID_REQUEST')
  // An object that JSON.parse made has string keys and unknown values.
  return value as Posted
}

/** Reads a body as a JSON value, whatever its media type. */
export function parseJson(bytes: Uint8Array, maxDepth: number = MAX_DEPTH): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (depthOf(text) <= maxDepth) return value
  } catch {
    // The parser's own message quotes the body, which may hold a password.
  }
  throw new PingError('INVALID_REQUEST')
}

/** JSON can be parsed at any depth, but not be written again: one such resource would break every list that it is in. */
const MAX_DEPTH = 100

function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  for (const [sign] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g)) {
    if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** Reads an `application/x-www-form-urlencoded` body. */
export async function readForm(call: Call): Promise<URLSearchParams> {
  if (mediaType(call) !== 'application/x-www-form-urlencoded') throw new PingError('UNSUPPORTED_MEDIA_TYPE')
  return new URLSearchParams(new TextDecoder().decode(await call.readBody()))
}
