import { createClientToken } from '../../src/auth/client-token.ts'
import type { Produce, ProducerInput, SendOwn } from '../../src/engine/ports.ts'
import type { ProduceResult } from '../../src/engine/produced.ts'
import { readBody } from '../../src/http/body.ts'
import { createSend } from '../../src/http/send.ts'
import { createProduce, type ProduceOptions } from '../../src/native/produce.ts'
import { numberedRandom, stillClock } from '../support/ports.ts'

/** 2026-03-01T12:00:00.999Z: a claim must not round up. */
export const NOW = Date.UTC(2026, 2, 1, 12, 0, 0, 999)

/** Variables by name; an undefined one is missing. */
export type Variables = Readonly<Record<string, string | undefined>>

/** What producers are given, with these variables, and the real network. */
export function producerInput(
  variables: Variables,
  clock = stillClock(NOW),
  { signal }: AbortController = new AbortController(),
): ProducerInput {
  const network = createSend({ strictSSL: true })
  const send: SendOwn = (request) => network.send(request, { signal, timeoutMs: 0 })
  return { get: (name) => variables[name] || undefined, clock, random: numberedRandom(), send, signal }
}

/** The real Produce port. */
export function realProduce(options: Partial<ProduceOptions> = {}, clock = stillClock(NOW)): Produce {
  return createProduce({
    clientToken: createClientToken({ clock, random: numberedRandom(), readBody }),
    ...options,
  })
}

/** What one producer comes to. */
export async function makeValue(name: string, variables: Variables): Promise<ProduceResult> {
  return realProduce().make(name, producerInput(variables))
}

/** The value of one producer, which must not fail. */
export async function valueOf(result: Promise<ProduceResult>): Promise<string> {
  const made = await result
  if (made.kind !== 'produced') throw new Error(made.failure.message)
  return made.value
}
