import type { AuthSpec, Body, FormPart, Header, ProtocolBehavior, RequestTemplate } from '../model/collection.ts'
import type { ResolvedRequest } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import { type Substitution, substitute } from './substitute.ts'
import { urlText } from './url-text.ts'

/** A request without placeholders, or why there is none. */
export type Resolved =
  | { readonly kind: 'resolved'; readonly request: ResolvedRequest }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Resolves one text. Names in what is disabled do not count as used. */
type Text = (text: string, part?: { readonly disabled?: boolean }) => string

/**
 * Replaces the placeholders of a request: in URL, header names and values, body and auth, not in the method.
 * Fails with VARIABLE_CYCLE.
 */
export function resolve(template: RequestTemplate, behavior: ProtocolBehavior, substitution: Substitution): Resolved {
  let cycle: string | undefined
  const { onName: _, ...unheard } = substitution
  const text: Text = (written, part) => {
    const result = substitute(written, part?.disabled === true ? unheard : substitution)
    if (result.kind === 'text') return result.text
    cycle ??= result.name
    return written
  }

  const request: ResolvedRequest = {
    method: template.method,
    url: text(urlText(template.url)),
    header: template.header.map((header) => resolveHeader(header, text)),
    behavior,
    ...(template.body && { body: resolveBody(template.body, text) }),
    ...(template.auth && { auth: resolveAuth(template.auth, text) }),
    ...(template.written !== undefined && { written: template.written }),
  }
  if (cycle === undefined) return { kind: 'resolved', request }
  return {
    kind: 'failed',
    failure: {
      code: 'VARIABLE_CYCLE',
      message: `Cannot resolve "{{${cycle}}}": its value leads back to itself`,
      hint: 'Follow the names in its value from scope to scope and cut the circle',
    },
  }
}

function resolveHeader(header: Header, text: Text): Header {
  return { ...header, key: text(header.key, header), value: text(header.value, header) }
}

function resolveAuth(auth: AuthSpec, text: Text): AuthSpec {
  return { ...auth, parameters: resolveDeep(auth.parameters, text) as AuthSpec['parameters'] }
}

function resolveBody(body: Body, text: Text): Body {
  switch (body.mode) {
    case 'raw':
      return { ...body, raw: text(body.raw) }
    case 'urlencoded':
      return {
        ...body,
        urlencoded: body.urlencoded.map((field) => ({
          ...field,
          key: text(field.key, field),
          value: text(field.value, field),
        })),
      }
    case 'formdata':
      return { ...body, formdata: body.formdata.map((part) => resolvePart(part, (written) => text(written, part))) }
    case 'file':
      return {
        ...body,
        ...(body.src !== undefined && { src: text(body.src) }),
        ...(body.content !== undefined && { content: text(body.content) }),
      }
    case 'graphql':
      return resolveGraphql(body, text)
  }
}

function resolveGraphql(body: Extract<Body, { mode: 'graphql' }>, text: Text): Body {
  return {
    ...body,
    ...(body.query !== undefined && { query: text(body.query) }),
    ...(typeof body.operationName === 'string' && { operationName: text(body.operationName) }),
    ...(typeof body.variables === 'string' && { variables: text(body.variables) }),
  }
}

function resolvePart(part: FormPart, text: Text): FormPart {
  const key = text(part.key)
  const contentType = part.contentType === undefined ? {} : { contentType: text(part.contentType) }
  if (part.type !== 'file') return { ...part, ...contentType, key, value: text(part.value) }
  return {
    ...part,
    ...contentType,
    key,
    src: part.src.map((path) => text(path)),
    ...(part.content !== undefined && { content: text(part.content) }),
    ...(part.fileName !== undefined && { fileName: text(part.fileName) }),
  }
}

function resolveDeep(value: unknown, text: Text): unknown {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map((entry) => resolveDeep(entry, text))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveDeep(entry, text)]))
  }
  return value
}
