import { measure } from '../units/timings.ts'
import type { CreateReporter } from './reporter.ts'

/** How long each iteration of each collection took, as JSON: what `--timings` reads to split a later run. Written at the end. */
export const createTimingsReporter: CreateReporter = () =>
  async function* timings(events) {
    const iterationsMs = await measure(events)
    yield `${JSON.stringify({ schema: 1, iterationsMs }, undefined, 2)}\n`
  }
