import type { EndReason, RunEvent } from '../model/event.ts'

/** Runs as one stream, one after the other. What ends one of them in a way of `stopping` stops those behind it. */
export function inSequence(
  runs: readonly AsyncIterable<RunEvent>[],
  stopping: readonly EndReason[],
): AsyncIterable<RunEvent> {
  const [only] = runs
  return runs.length === 1 && only !== undefined ? only : oneByOne(runs, stopping)
}

async function* oneByOne(
  runs: readonly AsyncIterable<RunEvent>[],
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
