/** How often memory is looked at while scripts run. Milliseconds. */
const LOOK_MS = 50

/** How many times the limit a process may grow while a script is too busy to say what it holds: what the script was given is counted, too. */
const BUSY = 1.5

/** What a guard needs of the thread that it watches. */
export interface Guarded {
  /** What the thread's heap may take, and what its buffers may. Bytes. */
  readonly limit: number
  /** Names the script that runs; undefined while none does. */
  readonly running: () => number | undefined
  /** Asks the thread what it takes: `told` is to be called with it. One that is in a loop does not answer. */
  readonly ask: () => void
  readonly end: (reason: string) => void
}

/** Watches the memory of one thread. */
export interface MemoryGuard {
  readonly told: (bytes: number) => void
  readonly stop: () => void
}

/**
 * Ends a thread whose scripts fill the memory of the machine. V8 has a limit for a thread's heap, but buffers are no part of it, and where it is reached
 * within one call (a `JSON.parse`) V8 ends the process. What a thread takes can be seen from the process alone: when that has grown by more than the limit
 * since a script began, its thread is asked, and ended if it holds that much, or is too busy to answer and the process goes on growing.
 */
export function guardMemory({ limit, running, ask, end }: Guarded): MemoryGuard {
  // What was seen last, and what was seen before the script that runs now began.
  let rss = process.memoryUsage.rss()
  let watched: { readonly run: number; readonly before: number } | undefined
  let isAsked = false

  function look(): void {
    const run = running()
    const before = rss
    rss = process.memoryUsage.rss()
    if (watched === undefined || watched.run !== run) {
      watched = run === undefined ? undefined : { run, before }
      isAsked = false
    }
    if (watched === undefined) return
    const growth = rss - watched.before
    if (isAsked && growth > BUSY * limit) return end(tooMuch(limit))
    if (isAsked || growth <= limit) return
    isAsked = true
    ask()
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()

  return {
    told(bytes) {
      isAsked = false
      if (bytes > limit) end(tooMuch(limit))
      // Somebody else has grown.
      else if (watched !== undefined) watched = { ...watched, before: rss }
    },
    stop: () => clearInterval(timer),
  }
}

function tooMuch(limit: number): string {
  return `its scripts have taken more than ${Math.round(limit / 1024 / 1024)} MB of memory`
}
