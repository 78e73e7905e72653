import type { RunEvent } from '../../src/model/event.ts'
import type { Beat, Pulse } from '../../src/report/pulse.ts'

/** A pulse whose time passes only when a test says so. */
interface SteppedPulse extends Pulse {
  /** Lets so many milliseconds pass. */
  readonly step: (ms: number) => void
  /** Resolves when the last beat was read by `listen`. */
  readonly heard: () => Promise<void>
  /** What is read, as it is read. */
  readonly listen: <T extends RunEvent | Beat | string>(source: AsyncIterable<T>) => AsyncIterable<T>
}

/** A pulse that starts at `now`, in milliseconds. */
export function steppedPulse(now: number): SteppedPulse {
  let time = now
  let beats: readonly { readonly ms: number; next: number; readonly beat: () => void }[] = []
  let hear = (): void => {}
  return {
    now: () => time,
    every(ms, beat) {
      const entry = { ms, next: time + ms, beat }
      beats = [...beats, entry]
      return () => {
        beats = beats.filter((each) => each !== entry)
      }
    },
    step(ms) {
      time += ms
      for (const each of beats) {
        if (time < each.next) continue
        each.next += each.ms
        each.beat()
      }
    },
    heard: () =>
      new Promise((resolve) => {
        hear = resolve
      }),
    async *listen(source) {
      for await (const each of source) {
        yield each
        if (typeof each === 'string' || each.type === 'beat') hear()
      }
    },
  }
}
