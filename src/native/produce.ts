import type { Produce, ProduceResult } from '../engine/ports.ts'
import { type Producer, UnusableInput } from './producer.ts'
import { makeRequestObject } from './request-object.ts'

/** Variable → producer. */
const PRODUCERS: Readonly<Record<string, Producer>> = Object.freeze({
  requestParam: makeRequestObject,
})

/**
 * The Produce port: makes values that collections otherwise make in pre-request scripts.
 * Fails with PRODUCER_UNKNOWN, and with what the producer fails with.
 */
export function createProduce(): Produce {
  return {
    names: new Set(Object.keys(PRODUCERS)),
    async make(name, input) {
      const producer = Object.hasOwn(PRODUCERS, name) ? PRODUCERS[name] : undefined
      if (producer === undefined) return unknownProducer(name)
      try {
        return await producer(input)
      } catch (error) {
        if (!(error instanceof UnusableInput)) throw error
        const message = `Cannot make "${name}": ${error.message}`
        return { kind: 'failed', failure: { code: error.code, message, hint: error.hint } }
      }
    },
  }
}

function unknownProducer(name: string): ProduceResult {
  const message = `Cannot make "${name}": no producer has this name`
  const hint = `Known producers: ${Object.keys(PRODUCERS).join(', ')}. --no-native runs the script`
  return { kind: 'failed', failure: { code: 'PRODUCER_UNKNOWN', message, hint } }
}
