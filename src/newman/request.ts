import { urlFromJson, urlToJson } from '../load/url.ts'
import type { Body, FormPart } from '../model/collection.ts'
import type { ResolvedRequest, WireRequest } from '../model/exchange.ts'

/** A request as newman's reports have it. */
export interface NewmanRequest {
  readonly url: object
  readonly header: readonly unknown[]
  readonly method: string
  readonly body?: unknown
}

/**
 * Writes a request as the JSON of postman-collection: URL and body before they were encoded, headers as they went out.
 * Source: Collection Format v2.1 "request"; compared with newman 6.2.2.
 */
export function newmanRequest(request: ResolvedRequest, wire: WireRequest): NewmanRequest {
  return {
    url: newmanUrl(request.url),
    header: wire.headers,
    method: wire.method,
    ...(request.body !== undefined && { body: newmanBody(request.body) }),
  }
}

/** Lists that are empty are written too, as postman-collection does. */
function newmanUrl(url: string): object {
  return { query: [], variable: [], ...urlToJson(urlFromJson(url)) }
}

function newmanBody(body: Body): unknown {
  const mark = body.disabled === true ? { disabled: true } : {}
  switch (body.mode) {
    case 'raw': {
      const options = body.language === undefined ? {} : { options: { raw: { language: body.language } } }
      return { mode: 'raw', raw: body.raw, ...options, ...mark }
    }
    case 'urlencoded':
      return { mode: 'urlencoded', urlencoded: body.urlencoded, ...mark }
    case 'formdata':
      return { mode: 'formdata', formdata: body.formdata.map(newmanPart), ...mark }
    case 'file': {
      const { src, content } = body
      return {
        mode: 'file',
        file: { ...(src !== undefined && { src }), ...(content !== undefined && { content }) },
        ...mark,
      }
    }
    case 'graphql': {
      const { mode, disabled: _, ...graphql } = body
      return { mode, graphql, ...mark }
    }
  }
}

/** Postman writes a lone path as text. */
function newmanPart(part: FormPart): unknown {
  return part.type === 'file' && part.src.length === 1 ? { ...part, src: part.src[0] } : part
}
