import type { RunScript, ScriptBridge, ScriptJob, ScriptOutcome } from '../engine/ports.ts'
import type { Failure } from '../model/failure.ts'
import type { ScriptOptions } from '../model/options.ts'
import type { Scopes } from '../model/scope.ts'
import { inputOf } from './job-input.ts'
import type { FromRealm, PlainError, ToRealm } from './messages.ts'
import { brokenOutcome, endedFailure, outcomeOf, scriptFailure } from './outcome.ts'
import { relay } from './relay.ts'
import { createSubtle, type Subtle } from './subtle.ts'
import { type StartThread, startThread, type Thread } from './thread.ts'

/** Runs scripts in a sandbox of its own. */
export interface ScriptHost {
  readonly run: RunScript
  /** Starts the sandbox before the first script needs it, and loads what the scripts of these texts will ask for while none of them runs. */
  readonly warm: (sources: readonly string[]) => void
  /** Ends the sandbox, and a script that still runs in it. */
  readonly close: () => Promise<void>
}

/** setTimeout takes no more; a longer wait would end at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

type RunMessage = Extract<ToRealm, { type: 'run' }>

/** Up to here a body is copied. */
const SMALL_BYTES = 65_536

/** How long a realm may take to say that it is there: on a busy machine its thread may have to wait for a core. */
const ANSWER_MS = 300

/** Words of a script that needs the libraries of assertions. */
const ASSERTS = /\bpm\s*\.\s*(?:expect|response)\b/

/** How long libraries may take: a script can have broken what they need. */
const LOADING_MS = 10_000

interface Task {
  readonly job: ScriptJob
  readonly bridge: ScriptBridge
  readonly subtle: Subtle
}

/**
 * A host that runs one script at a time in a worker thread, which it starts for the first one, and again after one
 * that had to be stopped or took the thread down. Two hosts share nothing.
 * Failures: SCRIPT_ERROR, SCRIPT_TIMEOUT, SCRIPT_HOST_FAILED, and REQUEST_ABORTED when the signal fired.
 */
export function createScriptHost(options: ScriptOptions, startNext: StartThread = startThread): ScriptHost {
  let starting: Promise<Thread> | undefined
  let queue: Promise<unknown> = Promise.resolve()
  const subtle = createSubtle()
  let runs = 0
  // What the realm has been told, so that scopes cross only when they changed.
  let told: { readonly thread: Thread; readonly scopes: Scopes } | undefined
  let closed = false

  function start(): Promise<Thread> {
    const { packages } = options
    starting = startNext(options).then((thread) => {
      if (packages !== undefined) thread.post({ type: 'packages', packages })
      return thread
    })
    // The script that needs the thread awaits this promise too and says what went wrong; warm() alone must not crash.
    starting.catch(ignore)
    return starting
  }

  async function liveThread(): Promise<Thread> {
    const thread = await starting?.catch(ignore)
    if (closed) throw new Error('it was closed')
    return thread && !thread.isDead() ? thread : start()
  }

  /** The libraries of assertions take longer than any script: they are loaded while the first request is on its way. */
  async function loadAhead(): Promise<void> {
    const thread = await starting?.catch(ignore)
    await queue
    thread?.post({ type: 'warm' })
  }

  async function runNext(task: Task): Promise<ScriptOutcome> {
    const { job } = task
    if (job.signal.aborted) return brokenOutcome(abortFailure(job))
    try {
      const thread = await liveThread()
      runs += 1
      const input = inputOf(job, told?.thread === thread ? told.scopes : undefined)
      told = { thread, scopes: job.scopes }
      return await execute(thread, { type: 'run', run: runs, input }, task)
    } catch (error) {
      return brokenOutcome(hostFailure(job, error))
    }
  }

  return {
    run: (job, bridge) => {
      // The script that waits for a nested one holds the queue.
      if (job.isNested === true) return runNext({ job, bridge, subtle })
      const outcome = queue.then(() => runNext({ job, bridge, subtle }))
      queue = outcome.catch(ignore)
      return outcome
    },
    warm: (sources) => {
      if (starting || closed) return
      void start()
      if (sources.some((source) => ASSERTS.test(source))) void loadAhead()
    },
    close: async () => {
      closed = true
      const thread = await starting?.catch(ignore)
      await thread?.stop()
    },
  }
}

function execute(thread: Thread, message: RunMessage, { job, bridge, subtle }: Task): Promise<ScriptOutcome> {
  const { run, input } = message
  const body = input.response?.body
  // Handing a buffer over costs more than copying a small one.
  thread.post(message, body !== undefined && body.length > SMALL_BYTES ? [body.buffer] : [])
  return new Promise((resolve, reject) => {
    const errors: PlainError[] = []
    const wait = Math.min(job.timeoutMs, LONGEST_WAIT_MS)
    let timer = startTimer(wait)
    let late: Failure | undefined
    const abort = (): void => interrupt(abortFailure(job))

    function startTimer(ms: number): NodeJS.Timeout | undefined {
      return wait > 0 ? setTimeout(timeOut, ms) : undefined
    }
    /** A realm that still answers waits for something, and says what it has changed; one that does not is in a loop. */
    function timeOut(): void {
      demand('ping', timeoutFailure(job, false))
    }
    function demand(type: 'ping' | 'stop', failure: Failure): void {
      thread.post({ type, run })
      timer = setTimeout(() => interrupt(failure), ANSWER_MS)
    }
    function settle(): void {
      clearTimeout(timer)
      job.signal.removeEventListener('abort', abort)
      thread.listen(run, undefined)
    }
    /** What a script left running cannot be told to end: the thread goes with it. */
    function interrupt(failure: Failure, { mutations }: Pick<ScriptOutcome, 'mutations'> = { mutations: [] }): void {
      settle()
      thread.stop().then(() => resolve({ ...brokenOutcome(failure), mutations }), reject)
    }
    function receive(message: FromRealm): void {
      if (message.type === 'end') {
        if (late !== undefined) return interrupt(late, message.end)
        settle()
        return resolve(outcomeOf(job, message.end, errors))
      }
      if (message.type === 'loading' || message.type === 'loaded') {
        clearTimeout(timer)
        timer = startTimer(message.type === 'loading' ? Math.max(wait, LOADING_MS) : wait)
        return
      }
      if (message.type === 'all') return message.messages.forEach(receive)
      if (message.type === 'pong') {
        clearTimeout(timer)
        late = timeoutFailure(job, true)
        return demand('stop', late)
      }
      if (message.type === 'error') {
        // newman 6.2.2 tells of it, and goes on in green.
        if (message.isLate && thread.dialect === 'newman') return bridge.exception(scriptFailure(job, message.error))
        errors.push(message.error)
        // A script has one failure; what goes wrong after it is told where the script's own words go.
        if (errors.length > 1) bridge.print('error', [message.error.stack ?? message.error.message])
        return
      }
      relay(message, { job, bridge, subtle, post: thread.post }).catch((error) => interrupt(hostFailure(job, error)))
    }

    thread.listen(run, {
      onMessage: receive,
      onDeath: (reason) => {
        settle()
        resolve(brokenOutcome(hostFailure(job, reason)))
      },
    })
    job.signal.addEventListener('abort', abort, { once: true })
    if (job.signal.aborted) abort()
  })
}

function hostFailure(job: ScriptJob, cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return endedFailure(job, 'SCRIPT_HOST_FAILED', `the script sandbox failed: ${reason}`)
}

function timeoutFailure(job: ScriptJob, isAsync: boolean): Failure {
  const failure = endedFailure(job, 'SCRIPT_TIMEOUT', `no end after ${job.timeoutMs} ms`)
  // newman's words, for reports in newman's shape.
  const message = `sandbox: ${isAsync ? 'asynchronous' : 'synchronous'} script execution timeout`
  return { ...failure, error: { name: 'Error', message } }
}

function abortFailure(job: ScriptJob): Failure {
  return endedFailure(job, 'REQUEST_ABORTED', 'the run was stopped')
}

function ignore(): undefined {
  return undefined
}
