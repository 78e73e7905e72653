import { RunnerError } from '../errors.ts'
import type { RunEvent } from '../model/event.ts'
import type { CreateReporter } from './reporter.ts'

/**
 * The events themselves, one a line, from which every other report can be made again with `parseNdjson`.
 * Bytes are written as `{"$bytes": "<base64>"}`; what JSON cannot hold (a cycle, a bigint) as text.
 * Source: https://github.com/ndjson/ndjson-spec.
 */
export const createNdjsonReporter: CreateReporter = () =>
  async function* ndjson(events) {
    for await (const event of events) yield `${JSON.stringify(encode(event, []))}\n`
  }

/** Reads a recorded run. Fails with `INPUT_NOT_JSON`, naming the line. */
export function parseNdjson(text: string): RunEvent[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1)]))
}

function parseLine(line: string, number: number): RunEvent {
  const value = parseJson(line, number)
  if (!isObject(value) || typeof value['type'] !== 'string') {
    throw new RunnerError('INPUT_NOT_JSON', `Cannot read event on line ${number}: it has no "type"`)
  }
  // A recorded run was written by the reporter above; its shape is the schema that run:start names.
  return value as unknown as RunEvent
}

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line, decode)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new RunnerError('INPUT_NOT_JSON', `Cannot read event on line ${number}: ${reason}`, { cause })
  }
}

function decode(_key: string, value: unknown): unknown {
  if (!isObject(value) || Object.keys(value).length !== 1) return value
  const { $bytes: base64 } = value
  return typeof base64 === 'string' ? new Uint8Array(Buffer.from(base64, 'base64')) : value
}

/** Values of scripts may be nested as deep as the script likes. */
const MAX_DEPTH = 200

function encode(value: unknown, above: readonly unknown[]): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || typeof value === 'symbol') return value.toString()
  if (!isObject(value)) return value
  if (value instanceof Uint8Array)
    return { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
  if (above.includes(value)) return '[circular]'
  if (above.length > MAX_DEPTH) return '[too deep]'
  const inside = [...above, value]
  if (Array.isArray(value)) return value.map((each) => encode(each, inside))
  if (value instanceof Date) return value.toJSON()
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each, inside)]))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
