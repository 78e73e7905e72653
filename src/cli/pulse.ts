import type { Pulse } from '../report/pulse.ts'

/** The time of this process. Its timer keeps nothing alive: what is waited for does that. */
export function systemPulse(): Pulse {
  return {
    now: () => performance.now(),
    every(ms, beat) {
      const timer = setInterval(beat, ms).unref()
      return () => clearInterval(timer)
    },
  }
}
