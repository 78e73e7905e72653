import { expect, test } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import { keep } from '../../../src/report/export/keep.ts'

const SCOPES = { environment: { values: [] }, globals: { values: [] }, collection: { values: [] } }

const EVENTS: readonly RunEvent[] = [
  {
    type: 'script:start',
    run: 'r',
    at: 1,
    cursor: { iteration: 0, position: 0, visit: 0, attempt: 0, itemId: 'i', itemName: 'i' },
    script: { id: 's', eventId: 'e', level: 'item', owner: 'i' },
    phase: 'test',
  },
  { type: 'run:end', run: 'r', at: 2, reason: 'completed', scopes: SCOPES, cookies: [] },
]

test('keep() passes events on, and keeps scripts that ran and the final scopes', async () => {
  const source = async function* (): AsyncGenerator<RunEvent> {
    yield* EVENTS
  }
  const kept = keep()
  const before = kept.scopes()

  const seen: RunEvent[] = []
  for await (const event of kept.watch(source())) seen.push(event)

  expect({ before, seen, ranScripts: [...kept.ranScripts], scopes: kept.scopes() }).toEqual({
    before: undefined,
    seen: EVENTS,
    ranScripts: ['s'],
    scopes: SCOPES,
  })
})
