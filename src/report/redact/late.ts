import type { RunEvent } from '../../model/event.ts'

/**
 * Holds events back, if it can until the run is over, and masks them once more with all that is known by then: a secret may be printed before it is
 * known, by its source, to be one. For reports that nobody reads before the run is over; `again` masks what is known by now.
 * When more than `limitBytes` are held, the older half goes on, but never an item that has not ended.
 */
export async function* maskedLate(
  events: AsyncIterable<RunEvent>,
  again: (event: RunEvent) => RunEvent,
  limitBytes: number = MAX_HELD,
): AsyncGenerator<RunEvent> {
  let held: Held[] = []
  let heldBytes = 0
  for await (const event of events) {
    const bytes = bytesOf(event)
    held.push({ event, bytes })
    heldBytes += bytes
    const isInItem = 'cursor' in event && event.type !== 'item:end'
    if (isInItem || heldBytes <= limitBytes) continue
    let released = 0
    for (; heldBytes > limitBytes / 2; released += 1) {
      const oldest = held[released]
      if (oldest === undefined) break
      heldBytes -= oldest.bytes
      yield again(oldest.event)
    }
    held = held.slice(released)
  }
  for (const { event } of held) yield again(event)
}

interface Held {
  readonly event: RunEvent
  readonly bytes: number
}

/** Some 1,000 requests with small bodies. All reports of a run hold the same events. */
const MAX_HELD = 16 * 1024 * 1024

/** About what an event takes in memory. Bodies and what scripts print are what can be large. */
function bytesOf(event: RunEvent): number {
  if (event.type === 'response') return EVENT + event.response.body.length
  if (event.type === 'request')
    return 2 * EVENT + (event.wire.body?.kind === 'bytes' ? event.wire.body.bytes.length : 0)
  if (event.type === 'console') return EVENT + JSON.stringify(event.values, withoutBigInt).length
  return EVENT + (event.type === 'mutation' && typeof event.value === 'string' ? event.value.length : 0)
}

function withoutBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? '' : value
}

const EVENT = 2000
