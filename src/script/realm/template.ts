import { newmanRequest, newmanTemplate } from '../../load/newman-values.ts'
import { isRecord, type JsonRecord } from '../../load/plain.ts'
import { requestFromJson, requestToJson } from '../../load/request.ts'
import { hasOddValues, likeWritten } from '../../load/written.ts'
import type { RequestTemplate } from '../../model/collection.ts'
import type { Phase } from '../../model/event.ts'
import type { Dialect } from '../messages.ts'
import type { SdkRequest } from './sdk.ts'

/** How a request was given to the script, and how what it makes of it is read. */
interface Given {
  readonly dialect: Dialect
  readonly given: Readonly<Record<string, unknown>> | undefined
}

/** A live request as the text of a template; the SDK writes some things in more than one way. */
export function templateText(request: SdkRequest, given: Given): string {
  const { written, ...template } = templateOf(request, given)
  // newman's tree shows a body that is null.
  return JSON.stringify([template, isRecord(written) ? { body: written['body'] } : {}])
}

/** A live request as a template. In newman 6.2.2 a body that is undefined now is the one it had, and null is none. */
export function templateOf(request: SdkRequest, { dialect, given }: Given): RequestTemplate {
  const json = JSON.parse(JSON.stringify(request)) as JsonRecord
  if (dialect !== 'newman') return requestFromJson(json)
  const body = given?.['body']
  const left = { ...(body !== undefined && { body }), ...json }
  return { ...newmanTemplate(left), written: left }
}

/** A live request as JSON that can be sent. In the dialect `newman` there are texts in place of other values, and those are kept as `written`. */
export function plainRequest<T>(
  request: unknown,
  dialect: Dialect,
): { readonly request: T; readonly written?: object } {
  const json: object = JSON.parse(JSON.stringify(request))
  if (dialect !== 'newman') return { request: json as T }
  return { request: newmanRequest(json) as T, ...(hasOddValues(json) && { written: json }) }
}

/** A template as the JSON that a script sees. In newman a request that was not sent yet has what the file has. */
export function shownTemplate(request: RequestTemplate, phase: Phase): JsonRecord {
  const { written } = request
  if (!isRecord(written)) return requestToJson(request)
  return phase === 'prerequest' ? written : likeWritten(requestToJson(request), written)
}
