import type { Body, FormPart, Header } from '../../../model/collection.ts'
import type { EventOf } from '../../../model/event.ts'
import type { WireBody } from '../../../model/exchange.ts'
import type { SnippetPart, SnippetSource } from '../../../model/snippet.ts'
import { formatBytes } from '../../format.ts'

/** A request that can be sent again. */
export interface Sendable {
  readonly request: SnippetSource
  /** What is missing in it. */
  readonly note?: string
}

/** Longer bodies belong into a file. Bytes. */
const MAX_BODY = 8 * 1024

/** Takes of a request what the user wrote and what signs it, and not what every client puts on by itself. */
export function sendable({ request, wire }: EventOf<'request'>): Sendable {
  const { method, url } = wire
  const headers = wire.headers.filter(isOwn).map(({ key, value }) => ({ key, value }))
  const inFiles = wire.body.kind === 'none' ? undefined : filesOf(request.body)
  if (inFiles !== undefined) {
    // The boundary is made anew, by whoever sends it.
    const open =
      inFiles.parts === undefined ? headers : headers.filter(({ key }) => key.toLowerCase() !== 'content-type')
    return { request: { method, url, headers: open, body: '', ...inFiles } }
  }
  const { text, note } = textOf(wire.body)
  return { request: { method, url, headers, body: text }, ...(note !== undefined && { note }) }
}

/** A body that names files, or is made of parts. */
function filesOf(body: Body | undefined): Pick<SnippetSource, 'parts' | 'file'> | undefined {
  if (body?.mode === 'formdata')
    return { parts: body.formdata.filter(({ disabled }) => disabled !== true).flatMap(partsOf) }
  return body?.mode === 'file' && body.src !== undefined ? { file: body.src } : undefined
}

function partsOf(part: FormPart): readonly SnippetPart[] {
  const { key, contentType } = part
  const base = { key, ...(contentType !== undefined && { contentType }) }
  return part.type === 'file' ? part.src.map((path) => ({ ...base, path })) : [{ ...base, value: part.value }]
}

function isOwn({ key, system, disabled }: Header): boolean {
  return disabled !== true && (system !== true || KEPT.includes(key.toLowerCase()))
}

const KEPT: readonly string[] = Object.freeze(['authorization', 'content-type', 'cookie', 'dpop'])

function textOf(body: WireBody): { readonly text: string; readonly note?: string } {
  if (body.kind === 'none') return { text: '' }
  const sizeBytes = body.kind === 'bytes' ? body.bytes.length : body.sizeBytes
  const text = body.kind === 'bytes' && sizeBytes <= MAX_BODY ? decode(body.bytes) : undefined
  return text === undefined ? { text: '', note: `The body (${formatBytes(sizeBytes)}) is not in the code.` } : { text }
}

/** Undefined: it is no text. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
