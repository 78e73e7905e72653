import { isRecord } from '../load/plain.ts'
import type { EventOf } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'

/** An error as newman hands it out, in plain data. */
export interface NewmanError {
  /** Errors of scripts have it. */
  readonly type?: 'Error'
  /** Absent: what a script threw had none. */
  readonly name?: string
  readonly message?: string
  readonly stack?: string
  /** `ECONNREFUSED` and the like. */
  readonly code?: string
  readonly errno?: number
  readonly syscall?: string
  readonly hostname?: string
  readonly address?: string
  readonly port?: number
  /** Of a request that took too long: was it about to connect. */
  readonly connect?: boolean
  /** Of a failed assertion. */
  readonly index?: number
  readonly test?: string
  /** Of an assertion of chai outside of a test. */
  readonly showDiff?: boolean
  readonly actual?: unknown
  readonly expected?: unknown
  readonly operator?: string
}

/** Where an error comes from: newman's stack frames. */
export interface NewmanFrame {
  readonly fileName: string
  readonly lineNumber: number
  readonly functionName?: string
  readonly typeName?: string
  readonly methodName?: string
  readonly columnNumber: number
  readonly native?: boolean
}

/** The error of a request. */
export function requestError(failure: Failure): NewmanError {
  const error = thrownError(failure)
  return error.code === 'ESOCKETTIMEDOUT' ? { ...error, connect: false } : error
}

function thrownError({ message, error }: Failure): NewmanError {
  const { expected: _, actual: __, lacks: ___, thrown: ____, ...known } = error ?? { name: 'Error', message }
  return known
}

/** The first line of a stack: errors of Node name their code. */
export function stackHead({ name = 'Error', message = '', code }: NewmanError): string {
  return `${name}${code?.startsWith('ERR_') === true ? ` [${code}]` : ''}: ${message}`
}

/**
 * The error of a script. Newman's has no stack; reporters that print stacks print the message then.
 * Of what is no Error newman keeps what it has, and so of errors of chai.
 */
export function scriptError(failure: Failure): NewmanError {
  if (failure.error?.showDiff !== undefined) return chaiError(failure, failure.error)
  const { stack: _, ...known } = thrownError(failure)
  const { lacks, thrown } = failure.error ?? {}
  if (lacks === undefined) return { type: 'Error', ...known }
  if (thrown !== undefined) return isRecord(thrown) ? thrown : {}
  const { name, message } = failure.error ?? {}
  return {
    ...(lacks === 'stack' && name !== undefined && { name }),
    ...(lacks !== 'message' && message !== undefined && { message }),
  }
}

function chaiError(failure: Failure, { name, message, showDiff, actual, expected, operator }: Thrown): NewmanError {
  const frame = chaiFrame(failure)
  const place = frame && `\n    at Object.eval (${frame.fileName}:${frame.lineNumber}:${frame.columnNumber})`
  return {
    name,
    message,
    ...(showDiff !== undefined && { showDiff }),
    ...(actual !== undefined && { actual }),
    ...(expected !== undefined && { expected }),
    ...(operator !== undefined && { operator }),
    stack: `Error: ${message}${place ?? ''}`,
  }
}

type Thrown = NonNullable<Failure['error']>

/** Where an error of chai was thrown: of others newman does not know. */
export function chaiFrame({ error, where }: Failure): NewmanFrame | undefined {
  if (error?.showDiff === undefined || where === undefined) return undefined
  return {
    fileName: '<anonymous>',
    lineNumber: where.line + LINES_BEFORE,
    functionName: 'Object.eval',
    typeName: 'Object',
    methodName: 'eval',
    columnNumber: where.column,
    native: false,
  }
}

/** What newman has in front of a script; two of these lines it takes off again where it names a place. */
const LINES_BEFORE = 3

/** What newman tells of an error at the moment it happens: a thrown text is its message then. */
export function exceptionError(failure: Failure): unknown {
  const { lacks, message, thrown } = failure.error ?? {}
  if (lacks !== 'message' || message === undefined) return scriptError(failure)
  return thrownValue(message, thrown)
}

/** What was thrown and had no message: an object or a list as it was; all else is the message of one, a date as JSON has it. */
export function thrownValue(message: string, thrown: unknown): unknown {
  if (typeof thrown === 'object' && thrown !== null) return thrown
  return { message: typeof thrown === 'string' ? thrown : message }
}

/** What Node says of a script that was in a loop; with `--timeout-script` newman ends its run by it, and goes on. */
export function loopError({ code, message, error }: Failure): NewmanError | undefined {
  const ms = /no end after (\d+) ms/.exec(message)?.[1]
  if (code !== 'SCRIPT_TIMEOUT' || ms === undefined || error?.message.includes('asynchronous')) return undefined
  return { name: 'Error', code: 'ERR_SCRIPT_EXECUTION_TIMEOUT', message: `Script execution timed out after ${ms}ms` }
}

/** The error of a failed assertion; the stack is as newman makes it up. */
export function assertionError(
  assertion: Extract<EventOf<'assertion'>, { outcome: 'failed' }>,
  position: number,
): NewmanError {
  const { failure, index } = assertion
  const { lacks, thrown } = failure.error ?? {}
  const { name: ownName, message: ownMessage }: NewmanError = isRecord(thrown) ? thrown : {}
  const isNamed = lacks === undefined || lacks === 'stack'
  const name = (isNamed ? failure.error?.name : ownName) || 'AssertionError'
  const hasMessage = lacks !== 'message' || ownMessage !== undefined
  const message = lacks === 'message' ? (ownMessage ?? '') : (failure.error?.message ?? failure.message)
  const stack = `${name}: ${message}\n   at Object.eval sandbox-script.js:${index + 1}:${position + 1})`
  return { name, index, test: assertion.name, message: hasMessage ? message : assertion.name, stack }
}

/** With `--bail` a script whose assertions failed has an error of its own. Source: newman 6.2.2, observed. */
export function assertionFailure(names: readonly string[]): NewmanError {
  const message = names.join(', ')
  return { name: 'AssertionFailure', message, stack: `AssertionFailure: ${message}` }
}

/** Where newman says an `AssertionFailure` is: a place in its own source. Pipelines have seen it as `test-script:39:17`. */
export const ASSERTION_FAILURE_FRAME: NewmanFrame = Object.freeze({
  fileName: 'event.command.js',
  lineNumber: 41,
  columnNumber: 17,
})

/** An error object for those who look at its class. */
export function toError(json: NewmanError): Error {
  const { name = 'Error', message, stack, ...rest } = json
  const error = Object.assign(new Error(message), rest)
  if (name !== 'Error') Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  // Where we make the error says nothing of where it comes from.
  Object.defineProperty(error, 'stack', { value: stack ?? stackHead(json), configurable: true, writable: true })
  return error
}
