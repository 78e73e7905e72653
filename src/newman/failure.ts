import { hash } from 'node:crypto'
import type { EventOf } from '../model/event.ts'
import { type NewmanError, type NewmanFrame, stackHead } from './error.ts'
import type { Happening } from './happening.ts'
import { idOf } from './id.ts'

/** An error as it stands among the failures of newman's summary. */
export interface SerialisedError extends NewmanError {
  readonly checksum: string
  /** Names the error; by lot in newman. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly stacktrace: readonly NewmanFrame[]
}

/** The error of a happening with all that newman's list of failures has about it. */
export function failureJson(happening: Happening, { startedAt }: EventOf<'run:start'>): SerialisedError | undefined {
  const { error, at, cursor } = happening
  if (error === undefined) return undefined
  const frame = frameOf(happening)
  const which = happening.name === 'assertion' ? happening.assertion.index : (cursor.httpRequestId ?? '')
  return {
    ...error,
    ...(happening.name === 'request' && { stack: error.stack ?? stackHead(error) }),
    checksum: hash('md5', JSON.stringify(error)),
    id: idOf(cursor.ref, happening.name, cursor.scriptId ?? '', which),
    timestamp: Date.parse(startedAt) + Math.round(at),
    stacktrace: frame === undefined ? [] : [frame],
  }
}

/** That of an assertion is what newman reads out of the stack it has made up. */
function frameOf(happening: Happening): NewmanFrame | undefined {
  if (happening.name === 'script') return happening.frame
  if (happening.name !== 'assertion') return undefined
  const { index, cursor } = happening.assertion
  return {
    fileName: 'sandbox-script.js',
    lineNumber: index + 1,
    functionName: 'Object.eval',
    typeName: 'Object',
    methodName: 'eval',
    columnNumber: cursor.position + 1,
    native: false,
  }
}

/** The error of a happening as JSON: that of a request is an Error object in newman, of which only the codes are left. */
export function errorJson(happening: Happening, start: EventOf<'run:start'>): object | undefined {
  const { error } = happening
  if (happening.name === 'script') return failureJson(happening, start)
  if (happening.name !== 'request' || error === undefined) return error
  const { name: _, message: __, stack: ___, ...codes } = error
  return codes
}
