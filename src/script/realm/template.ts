import { newmanRequest } from '../../load/newman-values.ts'
import { requestFromJson } from '../../load/request.ts'
import type { Dialect } from '../messages.ts'
import type { SdkRequest } from './sdk.ts'

/** How a request was given to the script, and how what it makes of it is read. */
interface Given {
  readonly dialect: Dialect
  readonly given: Readonly<Record<string, unknown>> | undefined
}

/**
 * A live request as the text of a template; the SDK writes some things in more than one way. In newman 6.2.2 a body that is undefined now is the one
 * it had, and null is none.
 */
export function templateText(request: SdkRequest, { dialect, given }: Given): string {
  const before = dialect === 'newman' ? { body: given?.['body'] } : {}
  const json: object = { ...before, ...JSON.parse(JSON.stringify(request)) }
  return JSON.stringify(requestFromJson(read(json, dialect)))
}

/** A live request as JSON that can be sent. */
export function plainRequest(request: unknown, dialect: Dialect): object {
  return read(JSON.parse(JSON.stringify(request)), dialect)
}

/** In the dialect `newman` there are texts in place of other values. */
function read(json: object, dialect: Dialect): object {
  return dialect === 'newman' ? (newmanRequest(json) as object) : json
}
