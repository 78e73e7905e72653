import type { At, RunEvent } from '../model/event.ts'

/** The time that passes while nothing happens. Reports of a run that is over have none. */
export interface Pulse {
  /** Milliseconds, monotonic. */
  readonly now: () => number
  /** Calls `beat` at that interval, in milliseconds, until the function that it gives is called. */
  readonly every: (ms: number, beat: () => void) => () => void
}

/** Nothing has happened; this is how long the run has been going on. */
export interface Beat {
  readonly type: 'beat'
  readonly at: At
}

/** Events, and at a steady interval a beat between them. Without a pulse the events alone. */
export async function* pulsed(
  events: AsyncIterable<RunEvent>,
  pulse: Pulse | undefined,
  ms: number,
): AsyncGenerator<RunEvent | Beat, void> {
  if (pulse === undefined) return yield* events
  const iterator = events[Symbol.asyncIterator]()
  let startedAt = pulse.now()
  let isDue = false
  let wake = (): void => {}
  const stop = pulse.every(ms, () => {
    isDue = true
    wake()
  })
  try {
    for (;;) {
      const arrived: IteratorResult<RunEvent>[] = []
      const arrival = iterator.next().then((result) => void arrived.push(result))
      while (arrived.length === 0) {
        // No Promise.race: the longer one of the two would remember every event that has passed it.
        await new Promise<void>((resolve, reject) => {
          wake = resolve
          if (isDue) resolve()
          arrival.then(resolve, reject)
        })
        if (!isDue) continue
        isDue = false
        yield { type: 'beat', at: pulse.now() - startedAt }
      }
      const [result] = arrived
      if (result === undefined || result.done === true) return
      if (result.value.type === 'run:start') startedAt = pulse.now() - result.value.at
      yield result.value
    }
  } finally {
    stop()
    await iterator.return?.()
  }
}
