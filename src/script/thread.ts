import { Worker } from 'node:worker_threads'
import type { FromWorker, ToWorker } from './messages.ts'

/** A script that needs more has a leak; without a limit it would take the whole process down. */
const MEMORY_LIMIT_MB = 512

/** A worker thread that is ready to run scripts. */
export interface Thread {
  readonly post: (message: ToWorker, transfer?: readonly ArrayBuffer[]) => void
  /** Who is told what the worker says and why it died; one at a time, undefined: nobody. */
  readonly listen: (listener: ThreadListener | undefined) => void
  readonly isDead: () => boolean
  readonly stop: () => Promise<void>
}

/** One who waits for a script. */
interface ThreadListener {
  readonly onMessage: (message: FromWorker) => void
  readonly onDeath: (reason: string) => void
}

/**
 * Starts a worker. Rejects with the reason if it is not ready in time, or dies before it is.
 * The worker keeps the process alive only while somebody listens. Its stdout and stderr go nowhere.
 */
export function startThread(startTimeoutMs: number): Promise<Thread> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  return new Promise((resolve, reject) => {
    let listener: ThreadListener | undefined
    let death: string | undefined
    const timer = setTimeout(() => {
      die(`not ready after ${startTimeoutMs} ms`)
      void worker.terminate()
    }, startTimeoutMs)
    function die(reason: string): void {
      if (death !== undefined) return
      death = reason
      clearTimeout(timer)
      reject(new Error(reason))
      listener?.onDeath(reason)
    }
    const thread: Thread = {
      post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
      listen: (next) => {
        listener = next
        if (next) worker.ref()
        else worker.unref()
      },
      isDead: () => death !== undefined,
      stop: async () => {
        die('it was closed')
        listener = undefined
        await worker.terminate()
      },
    }
    worker.on('message', (message: FromWorker) => {
      if (message.type !== 'ready') return listener?.onMessage(message)
      clearTimeout(timer)
      thread.listen(undefined)
      return resolve(thread)
    })
    // A message that is lost may be a failed assertion: nothing this thread says can be believed any more.
    worker.on('messageerror', (error) => {
      die(`a message could not be read: ${error.message}`)
      void worker.terminate()
    })
    worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)))
    worker.on('exit', (code) => die(`the thread ended with code ${code}`))
  })
}
