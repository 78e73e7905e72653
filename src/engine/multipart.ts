import type { FormPart } from '../model/collection.ts'
import type { BodyPart, WireBody } from '../model/exchange.ts'
import { mimeType } from './mime.ts'
import type { FileResult, Random } from './ports.ts'

/** A file that may be read, as the DescribeFile port describes it. */
export type BodyFile = Extract<FileResult, { readonly kind: 'file' }>

/**
 * The boundary of a multipart body: the one in the user's Content-Type, else 26 dashes and 24 digits by chance.
 * `contentType` is set when the header must carry the new one.
 */
export function chooseBoundary(
  contentType: string | undefined,
  random: Random,
): { readonly boundary: string; readonly contentType?: string } {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType ?? '') ?? []
  const own = quoted ?? plain
  if (own !== undefined) return { boundary: own }
  const digits = Array.from(random.bytes(24), (byte) => byte % 10).join('')
  const boundary = `--------------------------${digits}`
  return { boundary, contentType: `multipart/form-data; boundary=${boundary}` }
}

/**
 * Writes `multipart/form-data`: text as bytes, files as paths that are read while they are sent.
 * A file that is not in `files` is left out. Names are not escaped, as newman 6.2.2 does not.
 * Source: RFC 7578.
 */
export function multipartBody(
  parts: readonly FormPart[],
  boundary: string,
  files: ReadonlyMap<string, BodyFile>,
): WireBody {
  const pieces: Piece[] = []
  for (const part of parts) {
    for (const { head, content } of expand(part, files)) {
      pieces.push(`--${boundary}\r\n${head}\r\n\r\n`, content, '\r\n')
    }
  }
  if (pieces.length === 0) return { kind: 'none' }
  return toBody([...pieces, `--${boundary}--\r\n`])
}

/** What is between two boundaries, or a stretch of it. */
type Piece = string | Uint8Array | BodyFile

/** One part for a text, one for each file, one for a file field without a path. */
function expand(
  part: FormPart,
  files: ReadonlyMap<string, BodyFile>,
): readonly { readonly head: string; readonly content: Piece }[] {
  if (part.type !== 'file') return [{ head: textHead(part), content: part.value }]
  if (part.src.every((path) => path === '') || part.isUnread === true) return [pathless(part)]
  return part.src.flatMap((src) => {
    const file = files.get(src)
    if (file === undefined) return []
    const fileName = part.fileName ?? file.name
    const contentType = part.contentType ?? mimeType(file.name) ?? mimeType(fileName) ?? 'application/octet-stream'
    return [{ head: partHead(part.key, { fileName, contentType }), content: file }]
  })
}

/** A text with a file name is sent as such a file; newman 6.2.2 reads a name without a dot as an extension. */
function textHead({ key, fileName, contentType }: Extract<FormPart, { readonly value: string }>): string {
  return partHead(key, { fileName, contentType: contentType ?? mimeType(`.${fileName ?? ''}`) })
}

/** A file without a path holds its content; without that it is empty, and its name too. One that was not read is a text. */
function pathless(part: Extract<FormPart, { readonly type: 'file' }>): {
  readonly head: string
  readonly content: Piece
} {
  const { key, content, isUnread } = part
  const fileName = part.fileName ?? (content === undefined ? '' : undefined)
  const known = part.contentType ?? mimeType(fileName ?? '')
  if (content === undefined || isUnread === true) {
    return { head: partHead(key, { fileName, contentType: known }), content: content ?? '' }
  }
  const contentType = known ?? 'application/octet-stream'
  return { head: partHead(key, { fileName, contentType }), content: Buffer.from(content, 'base64') }
}

function partHead(
  key: string,
  { fileName, contentType }: { readonly fileName?: string | undefined; readonly contentType: string | undefined },
): string {
  const disposition = [`Content-Disposition: form-data; name="${key}"`]
  if (fileName !== undefined) disposition.push(...fileNameParameters(fileName.replace(/^.*\/(?=.)/s, '')))
  const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`
  return disposition.join('; ') + type
}

/** `filename*` only for names beyond Latin-1. Source: RFC 8187 section 3.2. */
function fileNameParameters(name: string): readonly string[] {
  const plain = `filename="${name}"`
  if (!/[^\t\x20-\x7e\x80-\xff]/.test(name)) return [plain]
  const encoded = encodeURIComponent(name)
    .replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replace(/%(?:7C|60|5E)/g, decodeURIComponent)
  return [plain, `filename*=UTF-8''${encoded}`]
}

/** Joins neighbouring texts, so that a body without files is one piece of bytes. */
function toBody(pieces: readonly Piece[]): WireBody {
  const encoder = new TextEncoder()
  const parts: BodyPart[] = []
  let text = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece
      continue
    }
    const content = piece instanceof Uint8Array ? { bytes: piece } : { path: piece.path, sizeBytes: piece.sizeBytes }
    parts.push({ bytes: encoder.encode(text) }, content)
    text = ''
  }
  const last = encoder.encode(text)
  if (parts.length === 0) return { kind: 'bytes', bytes: last }
  parts.push({ bytes: last })
  return { kind: 'parts', parts, sizeBytes: parts.reduce((sum, part) => sum + sizeOf(part), 0) }
}

function sizeOf(part: BodyPart): number {
  return 'bytes' in part ? part.bytes.byteLength : part.sizeBytes
}
