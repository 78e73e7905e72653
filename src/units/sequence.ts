import type { EndReason, RunEvent } from '../model/event.ts'

/** Runs as one stream, one after the other. What ends one of them in a way of `stopping` stops those behind it. */
export async function* inSequence(
  runs: Iterable<AsyncIterable<RunEvent>>,
  stopping: readonly EndReason[],
): AsyncGenerator<RunEvent, void> {
  for (const events of runs) {
    let isStopped = false
    for await (const event of events) {
      if (event.type === 'run:end') isStopped = stopping.includes(event.reason)
      yield event
    }
    if (isStopped) return
  }
}
