import type { Body, FormField, Header, ProtocolBehavior } from '../model/collection.ts'
import type { WireBody } from '../model/exchange.ts'
import { stripJsonComments } from './json-comments.ts'
import { mimeType } from './mime.ts'
import { type BodyFile, chooseBoundary, multipartBody } from './multipart.ts'
import type { Random } from './ports.ts'

/** A body in wire form, and the headers it asks for. */
export interface Payload {
  readonly body: WireBody
  readonly contentType?: ContentType
  /** Content-Length goes before or after the cookies, as in newman 6.2.2. */
  readonly length: 'before-cookie' | 'after-cookie'
  /** What was left out because the method has no body; newman 6.2.2 signs it all the same. */
  readonly pruned?: WireBody
}

/** The Content-Type a body asks for, and where newman 6.2.2 puts it. */
export interface ContentType {
  readonly value: string
  /** early: before the credentials; late: after them; body: after the system headers; last: after Content-Length. */
  readonly place: 'early' | 'late' | 'body' | 'last'
  /** Replaces the user's own Content-Type, where it stands. */
  readonly replaces?: boolean
}

/** What writing a body needs besides the body. */
export interface PayloadInput {
  readonly method: string
  /** As the collection has them, disabled ones included. */
  readonly header: readonly Header[]
  /** The user's enabled Content-Type. */
  readonly contentType: string | undefined
  readonly behavior: ProtocolBehavior
  readonly files: ReadonlyMap<string, BodyFile>
  readonly random: Random
  /** Send nothing for a number or a boolean, as newman does. */
  readonly dropScalars?: boolean | undefined
}

const EMPTY: Payload = { body: { kind: 'none' }, length: 'after-cookie' }

/** Source: Postman Learning Center, "Request settings" (disableBodyPruning); the list is newman 6.2.2's. */
const METHODS_WITHOUT_BODY: readonly string[] = Object.freeze(['GET', 'COPY', 'HEAD', 'PURGE', 'UNLOCK'])

const LANGUAGES: Readonly<Record<string, string>> = Object.freeze({
  html: 'text/html',
  text: 'text/plain',
  json: 'application/json',
  javascript: 'application/javascript',
  xml: 'application/xml',
})

/** Writes a body as newman 6.2.2 sends it; `none` for a body that is disabled, empty or pruned for its method. */
export function toPayload(body: Body | undefined, input: PayloadInput): Payload {
  if (body === undefined || body.disabled === true) return EMPTY
  const isPruned = METHODS_WITHOUT_BODY.includes(input.method) && input.behavior.disableBodyPruning !== true
  return isPruned ? { ...EMPTY, pruned: write(body, input).body } : write(body, input)
}

function write(body: Body, input: PayloadInput): Payload {
  switch (body.mode) {
    case 'raw':
      return raw(body, input)
    case 'graphql':
      return {
        body: toBytes(graphql(body)),
        length: 'before-cookie',
        contentType: { value: 'application/json', place: 'late' },
      }
    case 'urlencoded':
      return urlencoded(body.urlencoded, input)
    case 'formdata':
      return formdata(body, input)
    case 'file':
      return file(body, input)
  }
}

function raw(body: Extract<Body, { mode: 'raw' }>, { header, dropScalars }: PayloadInput): Payload {
  if (body.raw === '' || (body.isScalar === true && dropScalars === true)) return EMPTY
  const mayHoldComments = isJson(body.language, header)
  const text = mayHoldComments ? stripJsonComments(body.raw) : body.raw
  return {
    body: toBytes(text),
    length: 'before-cookie',
    contentType: {
      value: LANGUAGES[body.language ?? 'text'] ?? 'text/plain',
      place: mayHoldComments ? 'early' : 'late',
    },
  }
}

/** A body counts as JSON by its language, else by its Content-Type; a lone Content-Type counts even when it is disabled. */
function isJson(language: string | undefined, header: readonly Header[]): boolean {
  if (language !== undefined && language !== '') return language === 'json'
  const types = header.filter(({ key }) => key.toLowerCase() === 'content-type')
  if (types.length === 0) return false
  const type = types.length === 1 ? types[0] : types.find(({ disabled }) => disabled !== true)
  return type === undefined || /^application\/(\S+\+)?json/.test(type.value)
}

function graphql(body: Extract<Body, { mode: 'graphql' }>): string {
  const members = body.query === undefined ? [] : [`"query":${JSON.stringify(body.query)}`]
  if (body.operationName !== undefined) members.push(`"operationName":${JSON.stringify(body.operationName)}`)
  if (body.variables !== undefined && body.variables !== '') members.push(`"variables":${String(body.variables)}`)
  return `{${members.join(',')}}`
}

function urlencoded(fields: readonly FormField[], { contentType }: PayloadInput): Payload {
  const enabled = fields.filter(({ disabled }) => disabled !== true)
  if (enabled.length === 0) return EMPTY
  // An object on purpose: equal names come together and integer-like names first, as newman sends them.
  const values: Record<string, readonly string[]> = Object.create(null)
  for (const { key, value } of enabled) values[key] = [...(values[key] ?? []), value]
  const pairs = Object.entries(values).flatMap(([key, list]) => list.map((value) => `${escape(key)}=${escape(value)}`))
  const value = 'application/x-www-form-urlencoded'
  return {
    body: toBytes(pairs.join('&')),
    length: 'before-cookie',
    contentType: { value, place: 'body', replaces: !/^application\/x-www-form-urlencoded\b/.test(contentType ?? '') },
  }
}

/** Source: RFC 3986 section 2.3; a lone surrogate becomes U+FFFD. */
function escape(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function formdata(body: Extract<Body, { mode: 'formdata' }>, input: PayloadInput): Payload {
  const parts = body.formdata.filter(({ disabled }) => disabled !== true)
  const chosen = chooseBoundary(input.contentType, input.random)
  const written = multipartBody(parts, chosen.boundary, input.files)
  if (written.kind === 'none') return EMPTY
  if (chosen.contentType === undefined) return { body: written, length: 'after-cookie' }
  return {
    body: written,
    length: 'after-cookie',
    contentType: { value: chosen.contentType, place: 'body', replaces: true },
  }
}

function file(body: Extract<Body, { mode: 'file' }>, { files }: PayloadInput): Payload {
  if (body.src !== undefined && body.src !== '') {
    const found = files.get(body.src)
    if (found === undefined) return EMPTY
    const { path, name, sizeBytes } = found
    return {
      body: { kind: 'parts', parts: [{ path, sizeBytes }], sizeBytes },
      length: 'after-cookie',
      contentType: { value: mimeType(name) ?? 'application/octet-stream', place: 'last' },
    }
  }
  if (body.content === undefined || body.content === '') return EMPTY
  return { body: { kind: 'bytes', bytes: Buffer.from(body.content, 'base64') }, length: 'before-cookie' }
}

function toBytes(text: string): WireBody {
  return text === '' ? { kind: 'none' } : { kind: 'bytes', bytes: new TextEncoder().encode(text) }
}
