import { MessageChannel, Worker } from 'node:worker_threads'
import type { ScriptOptions } from '../model/options.ts'
import { guardMemory } from './memory-guard.ts'
import type { Dialect, FromRealm, ToRealm } from './messages.ts'
import { isWellFormed } from './well-formed.ts'

/** A worker thread whose realm is ready to run scripts. */
export interface Thread {
  readonly dialect: Dialect
  readonly post: (message: ToRealm, transfer?: readonly ArrayBuffer[]) => void
  /** Who is told what the realm says of a run and why it died; undefined: nobody any more. */
  readonly listen: (run: number, listener: ThreadListener | undefined) => void
  readonly isDead: () => boolean
  readonly stop: () => Promise<void>
}

/** One who waits for a script. */
interface ThreadListener {
  readonly onMessage: (message: FromRealm) => void
  readonly onDeath: (reason: string) => void
}

/** How a thread is started; defaults as ScriptOptions name them. */
export type ThreadOptions = Partial<Pick<ScriptOptions, 'dialect' | 'startTimeoutMs' | 'memoryMb'>> & {
  /** Will a script ask for the libraries of assertions? Default: true. */
  readonly isWarm?: boolean
}

/** Starts a thread for the scripts of a run. Rejects with the reason if it cannot. */
export type StartThread = (options: ThreadOptions) => Promise<Thread>

/** A thread that is on its way before anybody asks for it. */
export interface EarlyThread {
  /** That thread, for the first who asks for one of its kind; threads of their own for all others. */
  readonly start: StartThread
  /** Ends it if nobody has asked. */
  readonly close: () => Promise<void>
}

/** Starts a thread for whoever will ask for one. `isWarm`: it loads the libraries of assertions as soon as it is there. */
export function startEarly(options: ThreadOptions, { isWarm }: { readonly isWarm: boolean }): EarlyThread {
  let early: Promise<Thread> | undefined = startThread({ ...options, isWarm }).then((thread) => {
    if (isWarm) thread.post({ type: 'warm' })
    return thread
  })
  // Whoever asks for it is told.
  early.catch(() => {})
  return {
    start(asked) {
      const thread = isSame(asked, options) ? early : undefined
      if (thread !== undefined) early = undefined
      return thread ?? startThread(asked)
    },
    close: async () => {
      const left = early
      early = undefined
      await (await left?.catch(() => undefined))?.stop()
    },
  }
}

function isSame(one: ThreadOptions, other: ThreadOptions): boolean {
  const [a, b] = [
    { ...DEFAULTS, ...one },
    { ...DEFAULTS, ...other },
  ]
  return a.dialect === b.dialect && a.startTimeoutMs === b.startTimeoutMs && a.memoryMb === b.memoryMb
}

const DEFAULTS: Required<ThreadOptions> = Object.freeze({
  dialect: 'postman',
  startTimeoutMs: 30_000,
  memoryMb: 512,
  isWarm: true,
})

/** V8's own limit ends the process if one call goes far beyond it: it lies where the guard has long seen what goes on. */
const HEADROOM_MB = 2048

/**
 * Starts a worker. Rejects with the reason if it is not ready in time, or dies before it is.
 * The worker keeps the process alive only while somebody listens. Its stdout and stderr go nowhere.
 */
export function startThread(options: ThreadOptions): Promise<Thread> {
  const { dialect, startTimeoutMs, memoryMb, isWarm } = { ...DEFAULTS, ...options }
  const { port1: port, port2: realmPort } = new MessageChannel()
  // By way of the folder above: the binary's modules are bundled, and this one is then in another folder.
  const folder = new URL('../realm/', import.meta.url).href
  const worker = new Worker(new URL('../script/worker.cjs', import.meta.url), {
    workerData: { port: realmPort, dialect, folder, isWarm },
    transferList: [realmPort],
    stdout: true,
    stderr: true,
    env: {},
    // The realm refuses import() by an error of its own, for which Node asks this flag.
    execArgv: ['--experimental-vm-modules', '--no-warnings'],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb + HEADROOM_MB },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  return new Promise((resolve, reject) => {
    const listeners = new Map<number, ThreadListener>()
    let death: string | undefined
    const timer = setTimeout(() => {
      end(`not ready after ${startTimeoutMs} ms`)
    }, startTimeoutMs)
    function end(reason: string): void {
      die(reason)
      void worker.terminate()
    }
    function die(reason: string): void {
      if (death !== undefined) return
      death = reason
      clearTimeout(timer)
      guard.stop()
      port.close()
      reject(new Error(reason))
      for (const { onDeath } of new Map(listeners).values()) onDeath(reason)
    }
    const guard = guardMemory({
      limit: memoryMb * 1024 * 1024,
      running: () => [...listeners.keys()].at(-1),
      ask: () => worker.postMessage('memory'),
      end,
    })
    const thread: Thread = {
      dialect,
      post: (message, transfer = []) => port.postMessage(message, [...transfer]),
      listen: (run, listener) => {
        if (listener) listeners.set(run, listener)
        else listeners.delete(run)
        if (listeners.size > 0) port.ref()
        else port.unref()
      },
      isDead: () => death !== undefined,
      stop: async () => {
        die('it was closed')
        listeners.clear()
        await worker.terminate()
      },
    }
    port.on('message', (message: unknown) => {
      if (isWellFormed(message)) return listeners.get(message.run)?.onMessage(message)
      end('a script has changed what the sandbox is made of')
    })
    port.unref()
    // The worker itself says that it is ready, and then what it takes.
    worker.on('message', (said: 'ready' | number) => {
      if (said !== 'ready') return guard.told(said)
      clearTimeout(timer)
      worker.unref()
      thread.post({ type: 'seed', seed: randomSeed() })
      resolve(thread)
    })
    // A message that is lost may be a failed assertion: nothing this thread says can be believed any more.
    port.on('messageerror', (error) => end(`a message could not be read: ${error.message}`))
    worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)))
    worker.on('exit', (code) => die(`the thread ended with code ${code}`))
  })
}

/** Drawn on this side, where what draws it is loaded anyway. */
function randomSeed(): string {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(32))).toString('hex')
}
