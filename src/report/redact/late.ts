import type { RunEvent } from '../../model/event.ts'

/**
 * Holds the events of an item back until it ends, and masks once more what its scripts said: a secret may be printed before it is known, by its source,
 * to be one. For reports that nobody reads before the run is over; `again` masks what is known by now.
 */
export async function* maskedLate(
  events: AsyncIterable<RunEvent>,
  again: (event: RunEvent) => RunEvent,
): AsyncGenerator<RunEvent> {
  let held: RunEvent[] = []
  for await (const event of events) {
    held.push(event)
    if ('cursor' in event && event.type !== 'item:end') continue
    for (const each of held) yield SAYINGS.has(each.type) ? again(each) : each
    held = []
  }
  yield* held
}

/** What scripts say in their own words; in what is sent and answered secrets are found by their places. */
const SAYINGS: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'console',
  'assertion',
  'script:end',
  'mutation',
  'item:end',
])
