import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Application } from './records.ts'
import type { Environment, World } from './world.ts'

/** Larger bodies are refused. */
export const BODY_BYTES = 1_048_576

/** One request as endpoints see it. */
export interface Call {
  readonly world: World
  readonly method: string
  /** Decoded by segment only when it is matched; without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** `http://host:port` as the client named it; all links of the reply start with it. */
  readonly origin: string
  /** Values of the `:names` in the route. */
  readonly params: Readonly<Record<string, string>>
  /** Reads the body once, at most 1 MiB; throws REQUEST_TOO_LARGE. */
  readonly readBody: () => Promise<Uint8Array>
}

/** A call inside one environment. */
export interface Scene extends Call {
  readonly environment: Environment
  /** The worker that calls the management API; undefined elsewhere. */
  readonly actor?: Application
}

/** Headers of a reply, in lower case. */
export type ReplyHeaders = Readonly<Record<string, string>>

/** An answer that we write ourselves. */
export type WrittenReply =
  | { readonly kind: 'json'; readonly status: number; readonly body: object; readonly headers?: ReplyHeaders }
  | { readonly kind: 'page'; readonly status: number; readonly html: string; readonly headers?: ReplyHeaders }
  | { readonly kind: 'empty'; readonly status: number; readonly headers?: ReplyHeaders }

/** What an endpoint answers. `delegate`: somebody else reads the request and writes the response. */
export type Reply =
  | WrittenReply
  | {
      readonly kind: 'delegate'
      readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>
    }

/** Answers one call. Refusals are thrown as PingError. */
export type Endpoint = (call: Call) => Reply | Promise<Reply>

/** One row of the table of addresses: method, path with `:names`, and who answers. */
export type Route = readonly [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, endpoint: Endpoint]

/** 200 with a resource. */
export function ok(body: object, headers: ReplyHeaders = {}): Reply {
  return { kind: 'json', status: 200, body, headers }
}

/** Plain JSON: what OAuth's own endpoints and the control answer. */
export function json(body: object, status = 200): Reply {
  return { kind: 'json', status, body, headers: { 'content-type': 'application/json;charset=UTF-8' } }
}

/** A page for people. Whoever makes it escapes what is in it. */
export function page(html: string, headers: ReplyHeaders = {}): Reply {
  return { kind: 'page', status: 200, html, headers }
}

/** Makes a text safe inside HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** 201 with the new resource and where it lives. Source: https://developer.pingidentity.com/pingone-api/foundations/conventions.html */
export function created(body: object, location: string): Reply {
  return { kind: 'json', status: 201, body, headers: { location } }
}

/** 204. */
export function noContent(): Reply {
  return { kind: 'empty', status: 204 }
}

/** 302 to another page. */
export function found(location: string, headers: ReplyHeaders = {}): Reply {
  return { kind: 'empty', status: 302, headers: { ...headers, location } }
}
