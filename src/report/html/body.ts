import type { Header } from '../../model/collection.ts'
import type { WireBody } from '../../model/exchange.ts'
import { formatBytes } from '../format.ts'
import { type JsonToken, tokenizeJson } from './json-tokens.ts'

/** A body as the page shows it; `kind` names the partial that renders it. */
export type BodyView =
  | { readonly kind: 'body-none' }
  | (Sized & { readonly kind: 'body-json'; readonly tokens: readonly JsonToken[]; readonly id?: string })
  | (Sized & { readonly kind: 'body-text'; readonly text: string; readonly id?: string })
  | (Sized & { readonly kind: 'body-binary'; readonly type: string; readonly hex: string })
  | (Sized & { readonly kind: 'body-parts'; readonly parts: readonly PartView[] })
  /** Left out by the user. */
  | (Sized & { readonly kind: 'body-left' })
  /** As one that is shown elsewhere: `id` is its place, `href` leads to its item. */
  | (Sized & { readonly kind: 'body-same'; readonly id: string; readonly href: string })

interface Sized {
  readonly size: string
  readonly note?: string
}

interface PartView {
  readonly label: string
  readonly body: BodyView
}

/** Longer bodies are cut here. */
const MAX_BODY_BYTES = 64 * 1024
const HEX_BYTES = 256
const HEX_COLUMNS = 16

/** Prepares the body of a response, by what its bytes are rather than what its headers claim. */
export function viewBody(bytes: Uint8Array, headers: readonly Header[]): BodyView {
  if (bytes.length === 0) return { kind: 'body-none' }
  const size = formatBytes(bytes.length)
  const shown = bytes.subarray(0, MAX_BODY_BYTES)
  const text = decode(shown, charset(headers))
  if (text === undefined) {
    const type = contentType(headers).split(';')[0]?.trim() ?? ''
    return {
      kind: 'body-binary',
      type: type === '' ? 'of no type' : type,
      size,
      hex: hexDump(bytes),
      ...hexNote(bytes),
    }
  }
  const tokens = tokenizeJson(text)
  const note = shown.length < bytes.length ? { note: `cut: the first ${formatBytes(shown.length)} of ${size}` } : {}
  return tokens === undefined
    ? { kind: 'body-text', size, text, ...note }
    : { kind: 'body-json', size, tokens, ...note }
}

/** Prepares the body of a request; files of a streamed body are named, not read. */
export function viewWireBody(body: WireBody, headers: readonly Header[]): BodyView {
  switch (body.kind) {
    case 'none':
      return { kind: 'body-none' }
    case 'bytes':
      return viewBody(body.bytes, headers)
    case 'parts':
      return {
        kind: 'body-parts',
        size: formatBytes(body.sizeBytes),
        parts: body.parts.map((part) =>
          'path' in part
            ? { label: `File ${part.path}, ${formatBytes(part.sizeBytes)}`, body: { kind: 'body-none' } }
            : { label: formatBytes(part.bytes.length), body: viewBody(part.bytes, headers) },
        ),
      }
  }
}

function charset(headers: readonly Header[]): string | undefined {
  return /charset="?(?<label>[^\s;"]+)/i.exec(contentType(headers))?.groups?.['label']
}

function contentType(headers: readonly Header[]): string {
  return headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value ?? ''
}

/** The bytes as text, or undefined if they are none. An encoding that does not exist or does not fit counts as UTF-8. */
function decode(bytes: Uint8Array, label: string | undefined): string | undefined {
  return (label === undefined ? undefined : decodeAs(label, bytes)) ?? decodeAs('utf-8', bytes)
}

function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    // `stream` tolerates a character that was cut in half at the end.
    const text = new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true })
    return hasBinaryCharacters(text) ? undefined : text
  } catch {
    return undefined
  }
}

function hasBinaryCharacters(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
}

function hexNote(bytes: Uint8Array): { readonly note?: string } {
  return bytes.length > HEX_BYTES ? { note: `the first ${HEX_BYTES} bytes` } : {}
}

function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let offset = 0; offset < Math.min(bytes.length, HEX_BYTES); offset += HEX_COLUMNS) {
    const row = [...bytes.subarray(offset, offset + HEX_COLUMNS)]
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(HEX_COLUMNS * 3 - 1)}  ${ascii}`)
  }
  return lines.join('\n')
}
