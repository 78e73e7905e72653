import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { complete } from '../../src/report/complete.ts'
import { allOf, event, itemOf, runOf, streamOf } from '../support/events.ts'

async function completed(events: readonly RunEvent[]): Promise<readonly [RunEvent[], number]> {
  let calls = 0
  const all = await allOf(complete(streamOf(events), () => (calls += 1)))
  return [all, calls]
}

test('complete() leaves a whole log as it is', async () => {
  const events = runOf(...itemOf(event.request(), event.response()))

  expect(await completed(events)).toEqual([events, 0])
})

test('complete() ends all that was under way', async () => {
  const events = [
    event.runStart(),
    event.iterationStart(),
    event.itemStart(),
    event.scriptStart({ at: 3 }),
    event.request({ at: 5 }),
  ]
  const message = 'Cannot complete GET "http://localhost/users": the run was stopped'

  expect(await completed(events)).toEqual([
    [
      ...events,
      event.requestFailed({ at: 5, failure: { code: 'REQUEST_ABORTED', message } }),
      event.scriptEnd({ at: 5, durationMs: 2 }),
      event.itemEnd({
        at: 5,
        outcome: 'failed',
        failure: { code: 'REQUEST_ABORTED', message: 'Cannot finish "List users": the run was stopped' },
      }),
      event.iterationEnd({ at: 5 }),
      event.runEnd({ at: 5, reason: 'aborted' }),
    ],
    1,
  ])
})

test('complete() ends nothing that has ended', async () => {
  const events = [event.runStart(), event.iterationStart(), ...itemOf(event.request(), event.response())]

  const ends = [event.iterationEnd(), event.runEnd({ reason: 'aborted' })]
  expect(await completed(events)).toEqual([[...events, ...ends], 1])
})

test('complete() ends the run alone between iterations', async () => {
  const events = [event.runStart(), event.iterationStart(), event.iterationEnd()]

  expect(await completed(events)).toEqual([[...events, event.runEnd({ reason: 'aborted' })], 1])
})
