import type { RunEvent } from '../model/event.ts'
import type { CreateReporter } from './reporter.ts'

/**
 * The events themselves, one a line, from which every other report can be made again (`event-log.ts`). The first line holds the documents of the run
 * as well, as far as there are any.
 * Bytes are written as `{"$bytes": "<base64>"}`, `undefined` in a list and numbers that JSON does not know as `{"$value": "NaN"}`; what else JSON cannot
 * hold (a cycle, a bigint) as text. Schema: docs/events.schema.json. Source: https://github.com/ndjson/ndjson-spec.
 */
export const createNdjsonReporter: CreateReporter = ({ documents }) =>
  async function* ndjson(events) {
    let isFirst = documents !== undefined
    for await (const event of events) {
      yield `${JSON.stringify(encode(isFirst ? { ...event, documents } : logged(event), []))}\n`
      isFirst = false
    }
  }

function logged(event: RunEvent): RunEvent {
  if (event.type !== 'console' || event.rich === undefined) return event
  const { rich: _, ...plain } = event
  return plain
}

/** Values of scripts may be nested as deep as the script likes. */
const MAX_DEPTH = 200

function encode(value: unknown, above: readonly unknown[]): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || typeof value === 'symbol') return value.toString()
  if (typeof value === 'number' && !Number.isFinite(value)) return { $value: String(value) }
  if (!isObject(value)) return value
  if (value instanceof Uint8Array)
    return { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
  if (above.includes(value)) return '[circular]'
  if (above.length > MAX_DEPTH) return '[too deep]'
  const inside = [...above, value]
  if (Array.isArray(value))
    return value.map((each) => (each === undefined ? { $value: 'undefined' } : encode(each, inside)))
  if (value instanceof Date) return value.toJSON()
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each, inside)]))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
