/** How often memory is looked at while scripts run. Milliseconds. */
const LOOK_MS = 50
/** Looks after which a thread that waits for something has said what it holds, on a busy machine, too. */
const PATIENCE = 2

/** What a guard needs of the thread that it watches. */
export interface Guarded {
  /** What the thread's buffers may take, beside a heap that may take as much. Bytes. */
  readonly limit: number
  /** Names the script that runs; undefined while none does. */
  readonly running: () => number | undefined
  /** Asks the thread what its buffers take: `told` is to be called with it. One that is in a loop does not answer. */
  readonly ask: () => void
  readonly end: (reason: string) => void
}

/** Watches the memory of one thread. */
export interface MemoryGuard {
  readonly told: (bytes: number) => void
  readonly stop: () => void
}

/**
 * Ends a thread whose scripts fill the machine with buffers: those are no part of V8's heap, for which it has a limit of its own. What a thread
 * takes can be seen from the process alone: when that has grown by more than the limit since a script began, its thread is asked, and ended if it holds that
 * much. One that is too busy to answer is ended when the process has grown by as much as its heap and its buffers may take together.
 */
export function guardMemory({ limit, running, ask, end }: Guarded): MemoryGuard {
  let watched: { readonly run: number; rss: number } | undefined
  let looksLeft: number | undefined

  function look(): void {
    const run = running()
    if (run === undefined) watched = undefined
    else if (watched?.run !== run) watched = { run, rss: process.memoryUsage.rss() }
    else return compare(watched.rss)
    looksLeft = undefined
  }
  function compare(rss: number): void {
    const growth = process.memoryUsage.rss() - rss
    if (looksLeft !== undefined) {
      looksLeft -= 1
      if (looksLeft <= 0 && growth > 2 * limit) end(tooMuch(limit))
    } else if (growth > limit) {
      looksLeft = PATIENCE
      ask()
    }
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()

  return {
    told(bytes) {
      looksLeft = undefined
      if (bytes > limit) end(tooMuch(limit))
      // Somebody else has grown.
      else if (watched !== undefined) watched.rss = process.memoryUsage.rss()
    },
    stop: () => clearInterval(timer),
  }
}

function tooMuch(limit: number): string {
  return `its scripts have taken more than ${Math.round(limit / 1024 / 1024)} MB of memory`
}
