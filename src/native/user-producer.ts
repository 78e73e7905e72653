import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import type { UserProducer } from '../model/config.ts'
import type { Failure } from '../model/failure.ts'

/** A producer of the user, and how long it may take: milliseconds, 0 = for ever. */
export interface UserMaking {
  readonly produce: UserProducer
  readonly timeoutMs: number
}

/** Has a producer of the user make its value. Fails with PRODUCER_FAILED, whatever it does, and REQUEST_ABORTED. */
export async function makeByUser(
  name: string,
  { produce, timeoutMs }: UserMaking,
  { get, clock, random, signal: stop }: ProducerInput,
): Promise<ProduceResult> {
  const over = new AbortController()
  const signal = AbortSignal.any([stop, over.signal])
  const producing = started(() => produce({ get, clock, random, signal }))
  try {
    const outcome = await Promise.race([producing, late(timeoutMs, clock, signal)])
    if (outcome.kind === 'made') return produced(name, outcome.value)
    if (outcome.kind === 'threw') return failed(threw(name, outcome.error))
    if (stop.aborted) {
      return failed({ code: 'REQUEST_ABORTED', message: `Cannot make "${name}": the run was stopped` })
    }
    const message = `Cannot make "${name}": its producer has not ended after ${timeoutMs} ms`
    return failed({
      code: 'PRODUCER_FAILED',
      message,
      hint: 'Raise --timeout-script, or look for a promise that is never kept',
    })
  } finally {
    over.abort()
  }
}

type Outcome =
  | { readonly kind: 'made'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'late' }

async function started(produce: () => unknown): Promise<Outcome> {
  try {
    return { kind: 'made', value: await produce() }
  } catch (error) {
    return { kind: 'threw', error }
  }
}

async function late(timeoutMs: number, clock: ProducerInput['clock'], signal: AbortSignal): Promise<Outcome> {
  if (timeoutMs > 0) await clock.sleep(timeoutMs, signal)
  else await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  return { kind: 'late' }
}

function produced(name: string, value: unknown): ProduceResult {
  const text = textOf(value)
  if (text !== undefined && text !== '') return { kind: 'produced', value: text, lifetime: 'attempt' }
  const message = `Cannot make "${name}": its producer has returned nothing that is text`
  return failed({ code: 'PRODUCER_FAILED', message, hint: 'Return a text, a number, a boolean or an object' })
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value.toString()
  return typeof value === 'object' && value !== null ? toJson(value) : undefined
}

function toJson(value: object): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    // It leads back to itself, or holds what JSON has no form for.
    return undefined
  }
}

function threw(name: string, thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { message, stack } = error
  return {
    code: 'PRODUCER_FAILED',
    message: `Cannot make "${name}": its producer threw ${error.name}: ${message}`,
    hint: 'Look at the producer in the configuration file',
    error: { name: error.name, message, ...(stack === undefined ? {} : { stack }) },
  }
}

function failed(failure: Failure): ProduceResult {
  return { kind: 'failed', failure }
}
