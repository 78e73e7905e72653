import type { Ports } from '../../src/engine/ports.ts'
import { type RunSettings, run } from '../../src/engine/run.ts'
import { unreachable } from '../../src/errors.ts'
import type { Collection } from '../../src/model/collection.ts'
import type { RunEvent } from '../../src/model/event.ts'
import type { EngineOptions } from '../../src/model/options.ts'
import { plan } from '../../src/plan/plan.ts'

/** What a test may set of a run. */
export interface RunInput extends Partial<Omit<RunSettings, 'options'>> {
  readonly options?: Partial<EngineOptions>
  readonly selection?: readonly string[]
}

/** Runs a collection through the engine and collects all events. */
export async function eventsOf(
  collection: Collection,
  ports: Ports,
  input: RunInput = {},
): Promise<readonly RunEvent[]> {
  const { options, selection = [], ...settings } = input
  const events: RunEvent[] = []
  const stream = run(plan(collection, selection), ports, {
    run: 'run-1',
    iterations: 1,
    data: [],
    environment: { values: [] },
    globals: { values: [] },
    collectionVariables: { values: collection.variables },
    signal: new AbortController().signal,
    options: { ...engineOptions(), ...options },
    ...settings,
  })
  for await (const event of stream) events.push(event)
  return events
}

/** The engine options that nobody has changed. */
function engineOptions(): EngineOptions {
  return {
    delayRequestMs: 0,
    timeoutMs: 0,
    timeoutScriptMs: 0,
    timeoutRequestMs: 0,
    native: true,
    angle: true,
    followRedirects: true,
  }
}

/** The types of the events, with what tells equal ones apart: a short form of a whole run. */
export function outlineOf(events: readonly RunEvent[]): readonly string[] {
  return events.map((event) => {
    switch (event.type) {
      case 'item:start':
        return `item:start ${event.cursor.itemName}`
      case 'item:end':
        return `item:end ${event.outcome}${event.failure ? ` ${event.failure.code}` : ''}`
      case 'script:start':
        return `script:start ${event.phase} ${event.script.owner}`
      case 'request':
        return `request ${event.exchange} ${event.source} ${event.wire.method} ${event.wire.url}`
      case 'response':
        return `response ${event.exchange}`
      case 'request:failed':
        return `request:failed ${event.exchange} ${event.failure.code}`
      case 'mutation':
        return `mutation ${event.scope}.${event.name}`
      case 'run:end':
        return `run:end ${event.reason}`
      case 'run:start':
      case 'iteration:start':
      case 'produced':
      case 'script:end':
      case 'console':
      case 'wait':
      case 'contract':
      case 'assertion':
      case 'finding':
      case 'iteration:end':
        return event.type
      default:
        return unreachable(event)
    }
  })
}
