/** Called with nothing when it was done, or with why it could not be. */
type Done = (error?: Error) => void

/** The run as listeners of newman's `start` get it, to stop it or hold it up. */
interface RunHandle {
  readonly paused: boolean
  /** Ends the run in good order: what is under way is cut off, nothing new begins, reports are written. `summarise` is newman's; it means nothing. */
  readonly abort: (summarise?: boolean | Done, done?: Done) => void
  /** Holds the run up where it is; `done` is called when it stands still. */
  readonly pause: (done?: Done) => void
  readonly resume: (done?: Done) => void
}

/** A handle, and what it asks of the run. */
export interface Control {
  readonly handle: RunHandle
  /** Fires on `abort`. */
  readonly signal: AbortSignal
  /** To be called between two events: says that what was asked for is done, and waits while the run is paused. */
  readonly step: () => Promise<void>
}

/**
 * Makes the handle of one run. It works on a run whose events wait for their listeners.
 * Source: postman-runtime's README, "Run object"; 7.39.1, observed.
 */
export function createControl(): Control {
  const stop = new AbortController()
  const asked: Done[] = []
  let pause: Pause | undefined

  function goOn(): void {
    pause?.end()
    pause = undefined
  }

  return {
    signal: stop.signal,
    async step() {
      for (const done of asked.splice(0)) done()
      while (pause !== undefined) await pause.over
    },
    handle: {
      get paused() {
        return pause !== undefined
      },
      abort(summarise, done = nobody) {
        asked.push(typeof summarise === 'function' ? summarise : done)
        stop.abort()
        goOn()
      },
      pause(done = nobody) {
        if (pause !== undefined) return done(new Error('Cannot pause: the run is paused'))
        asked.push(done)
        pause = newPause()
      },
      resume(done = nobody) {
        if (pause === undefined) return done(new Error('Cannot resume: the run is not paused'))
        goOn()
        done()
      },
    },
  }
}

interface Pause {
  readonly over: Promise<void>
  readonly end: () => void
}

function newPause(): Pause {
  let end: () => void = nobody
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  return { over, end }
}

function nobody(): void {}
