import type { Produce, ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import type { Config } from '../model/config.ts'
import type { WireResponse } from '../model/exchange.ts'
import { membersOf } from './ask.ts'
import { UnusableInput } from './producer.ts'
import { PRODUCERS, type ProducerRow } from './producers.ts'
import type { ClientToken, Tools } from './tools.ts'
import { makeByUser } from './user-producer.ts'

/** What producers are made with. */
export interface ProduceOptions {
  readonly clientToken: ClientToken
  /** Of the user. */
  readonly config?: Config
  /** For a producer of the user. Milliseconds, 0 = none. */
  readonly timeoutMs?: number
}

/**
 * The Produce port: makes values that collections otherwise make in pre-request scripts.
 * Fails with PRODUCER_UNKNOWN, and with what the producer fails with.
 */
export function createProduce({ clientToken, config = {}, timeoutMs = 0 }: ProduceOptions): Produce {
  const { inputs: fallbacks = {}, producers: own = {} } = config
  const names = new Set([...namesMade(), ...Object.keys(own)])
  let testPasscode: string | undefined
  const fallback = (name: string, { get }: ProducerInput): string | undefined =>
    Object.hasOwn(fallbacks, name)
      ? fallbacks[name]?.replaceAll(/\{\{([^{}]+)\}\}/g, (written, other: string) => get(other) ?? written)
      : undefined
  const tools: Tools = { clientToken, testPasscode: () => testPasscode }

  return {
    names,
    inputs: (name) => (Object.hasOwn(own, name) ? [] : placeholdersOf(rowOf(name), fallbacks)),
    hear: (response) => {
      if (isFlow(response)) testPasscode = passcodeIn(response)
    },
    async make(name, given) {
      const input: ProducerInput = {
        ...given,
        get: (variable) => given.get(variable) ?? fallback(variable, given),
      }
      const produce = Object.hasOwn(own, name) ? own[name] : undefined
      if (produce !== undefined) return makeByUser(name, { produce, timeoutMs }, input)
      const make = rowOf(name)?.make
      if (make === undefined) return rowOf(name) === undefined ? unknownProducer(name, names) : madeLast(name)
      try {
        return await make(input, tools)
      } catch (error) {
        if (!(error instanceof UnusableInput)) throw error
        const message = `Cannot make "${name}": ${error.message}`
        return { kind: 'failed', failure: { code: error.code, message, hint: error.hint } }
      }
    },
  }
}

function namesMade(): readonly string[] {
  return Object.entries(PRODUCERS).flatMap(([name, { make }]) => (make === undefined ? [] : [name]))
}

function rowOf(name: string): ProducerRow | undefined {
  return Object.hasOwn(PRODUCERS, name) ? PRODUCERS[name] : undefined
}

function placeholdersOf(
  { inputs }: Pick<ProducerRow, 'inputs'> = { inputs: {} },
  fallbacks: Config['inputs'] = {},
): readonly string[] {
  return Object.entries(inputs).flatMap(([name, row]) => [`{{${name}}}`, fallbacks[name] ?? row.default ?? ''])
}

/** A flow takes one or two kilobytes. */
const MAX_FLOW_BYTES = 65_536

/** Only what may be a flow is parsed: most responses are not. Source: PingOne Platform API, "Flows", "Create MFA user device (test mode)". */
function isFlow({ body }: WireResponse): boolean {
  if (body.byteLength > MAX_FLOW_BYTES) return false
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return text.includes('"resumeUrl"') || text.includes('"test"')
}

function passcodeIn({ body }: WireResponse): string | undefined {
  const { otp } = membersOf(membersOf(json(body))['test'])
  return typeof otp === 'number' || (typeof otp === 'string' && otp !== '') ? String(otp) : undefined
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

/** It is made of the finished request: no script is due. */
function madeLast(name: string): ProduceResult {
  const message = `Cannot make "${name}": it is made of the request that it goes with`
  const hint = `Remove the script, and write {{${name}}} as the value of a header`
  return { kind: 'failed', failure: { code: 'PRODUCER_INPUT', message, hint } }
}

function unknownProducer(name: string, names: ReadonlySet<string>): ProduceResult {
  const message = `Cannot make "${name}": no producer has this name`
  const hint = `Known producers: ${[...names].join(', ')}. --no-native runs the script`
  return { kind: 'failed', failure: { code: 'PRODUCER_UNKNOWN', message, hint } }
}
