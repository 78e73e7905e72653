import type { Dialect, SentResponse } from '../messages.ts'
import { defineGetter } from './define.ts'
import type { Expect } from './expectation.ts'
import type { Sdk, SdkCookieList, SdkRequest, SdkResponse } from './sdk.ts'

/** What the SDK's objects are made from. */
export interface Maker {
  readonly dialect: Dialect
  readonly sdk: () => Sdk
  readonly expect: () => Expect
  /** The getter of `to`, the same for all that have it: V8 can give them one shape. */
  readonly to: (this: unknown) => unknown
  /** The realm's own Buffer. */
  readonly bufferFrom: (bytes: Uint8Array) => unknown
}

/** What the SDK is given for a session cookie in Postman. Left out, it would end in 2038. */
export const ENDLESS: object = Object.freeze({ expires: null, maxAge: null })

/** A response as scripts see it: the SDK's, with `to` for chai. Without one, an empty response, as in Postman. */
export function makeResponse(sent: SentResponse | undefined, maker: Maker): SdkResponse {
  const { Response } = maker.sdk()
  return withTo(sent === undefined ? new Response() : makeAnswer(sent, maker), maker)
}

/** The answer to pm.sendRequest: without `to`, as in Postman. */
export function makeAnswer(sent: SentResponse, maker: Maker): SdkResponse {
  return new (maker.sdk().Response)(definition(sent, maker))
}

/** A request as scripts see it. `json` is Postman's request JSON. */
export function makeRequest(json: unknown, maker: Maker): SdkRequest {
  return withTo(new (maker.sdk().Request)(json), maker)
}

/** The cookies of a response. */
export function makeCookies(cookies: SentResponse['cookies'] = [], maker: Maker): SdkCookieList {
  return new (maker.sdk().CookieList)(
    null,
    cookies.map((cookie) => ({ ...ENDLESS, ...cookie })),
  )
}

function definition(sent: SentResponse, { bufferFrom, dialect }: Maker): object {
  return {
    code: sent.status,
    status: sent.statusText,
    header: sent.headers,
    stream: bufferFrom(sent.body),
    responseTime: sent.responseTimeMs,
    // In newman a response has an id by chance and no cookies, those are in pm.cookies; and its SDK does not count bytes.
    ...(dialect === 'postman' && { id: 'response', cookie: sent.cookies, downloadedBytes: sent.downloadedBytes }),
  }
}

/** `to` is no part of the JSON of a request or response. */
function withTo<T extends object>(target: T, { to }: Maker): T {
  defineGetter(target, 'to', to)
  return target
}
