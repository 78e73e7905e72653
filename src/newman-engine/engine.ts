import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Channel } from '../engine/channel.ts'
import { RunnerError } from '../errors.ts'
import { INTERRUPTED } from '../load/input.ts'
import type { RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import type { Plan } from '../plan/plan.ts'
import type { Engine, EngineJob } from '../run.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { cookiesOf, jarOf, scopesOf } from './left.ts'
import { newmanOptions } from './options.ts'
import type { Ending, Order, Told } from './protocol.ts'

/**
 * newman's package as an engine, in a process of its own: a rejection that nobody handles ends newman, and must not end us.
 * `newman`: path of the package. What newman does is told in our events; whatever ends it, they end as they should.
 */
export function newmanEngine(newman: string): Engine {
  return (job, signal) => {
    let ending: Ending | undefined

    async function* events(): AsyncGenerator<RunEvent, void> {
      const run = randomUUID()
      const keeper = createKeeper(run)
      let startedAt = performance.now()
      const now = (): number => performance.now() - startedAt
      const child = startNewman(orderOf(newman, run, job), signal)
      let hasStarted = false
      try {
        for await (const told of child.told) {
          if (told.kind === 'refused') throw refusal(told.message)
          if (told.kind === 'started') {
            hasStarted = true
            startedAt = performance.now()
            yield runStart(run, job)
          }
          if (told.kind === 'sending') keeper.send(told.event)
          if (told.kind === 'event') {
            keeper.follow(told.event)
            yield told.event
          }
          if (told.kind !== 'ended' && told.kind !== 'died') continue
          if (!hasStarted) throw refusal(startFailure(told, signal))
          ending = { reason: reasonOf(told, { job, keeper, signal }), left: told.left }
          yield* keeper.close(now(), failureOf(told, signal))
          break
        }
      } finally {
        child.stop()
      }
      if (ending === undefined) throw refusal('its process ended before the run began')
      const { reason, left } = ending
      const scopes = scopesOf(left, job.loaded)
      yield { type: 'run:end', run, at: now(), reason, scopes, cookies: cookiesOf(jarOf(left, job.loaded)) }
    }

    return { events: events(), cookieJar: async () => jarOf(ending?.left ?? {}, job.loaded) }
  }
}

function refusal(reason: string): RunnerError {
  return new RunnerError('ENGINE_FAILED', `Cannot run with newman: ${reason.replace(/\s*\n\s*/g, ': ')}`)
}

function startFailure(last: Last, signal: AbortSignal): string {
  if (signal.aborted) return INTERRUPTED
  return last.kind === 'died' ? last.error.message : 'it ended before the run began'
}

function orderOf(newman: string, run: string, job: EngineJob): Order {
  const { plan, options } = job
  return {
    newman,
    options: newmanOptions(job),
    run,
    items: plan.items.map(({ id, name, prerequest, test }) => ({
      id,
      name,
      prerequest: prerequest.map(({ ref }) => ref),
      test: test.map(({ ref }) => ref),
    })),
    collectionIds: requestIds(plan),
    ...(typeof options.cookieJar === 'string' && { cookieJar: options.cookieJar }),
  }
}

function requestIds({ outline }: Plan): readonly string[] {
  return outline.filter(({ kind }) => kind === 'item').map(({ id }) => id)
}

function runStart(run: string, { plan, options, iterations }: EngineJob): RunEvent {
  const { bail } = options.engine
  return {
    type: 'run:start',
    run,
    at: 0,
    schema: 1,
    startedAt: new Date().toISOString(),
    name: plan.name,
    iterations,
    outline: plan.outline,
    ...(plan.source !== undefined && { source: plan.source }),
    ...(bail !== undefined && { bail }),
  }
}

interface Running {
  readonly told: AsyncIterable<Told>
  readonly stop: () => void
}

/** Starts the process. It is over when it has ended and all that it said is read. */
function startNewman(order: Order, signal: AbortSignal): Running {
  const told = new Channel<Told>()
  const child = fork(new URL('../newman-engine/child.js', import.meta.url), [], {
    serialization: 'advanced',
    // Scripts write through newman's events; what newman itself complains about goes to stderr.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = (): void => void child.kill('SIGKILL')
  signal.addEventListener('abort', stop, { once: true })
  child.on('message', (message: Told) => told.push(message))
  child.on('error', () => told.close())
  void whenGone(child).then((how) => {
    told.push({ kind: 'died', left: {}, error: { name: 'Error', message: `newman's process ended ${how}` } })
    told.close()
  })
  child.send(order)
  return {
    told,
    stop: () => {
      signal.removeEventListener('abort', stop)
      stop()
    },
  }
}

async function whenGone(child: ChildProcess): Promise<string> {
  const [how] = await Promise.all([
    new Promise<string>((resolve) => {
      child.once('exit', (code, killer) => resolve(killer === null ? `with code ${code}` : `by ${killer}`))
    }),
    // Messages are read until the channel is closed, which may be after the end of the process.
    new Promise<void>((resolve) => {
      child.once('disconnect', () => resolve())
    }),
  ])
  return how
}

type Last = Extract<Told, { readonly kind: 'ended' | 'died' }>

interface Circumstances {
  readonly job: EngineJob
  readonly keeper: Keeper
  readonly signal: AbortSignal
}

/** Without an error newman ends where the collection does, or where `--bail` found a failure. */
function reasonOf(last: Last, { job, keeper, signal }: Circumstances): Ending['reason'] {
  if (signal.aborted || last.kind === 'died') return 'aborted'
  const { bail } = job.options.engine
  if (last.error === TIMED_OUT) return 'timed-out'
  if (last.error !== undefined) return bail === undefined ? 'aborted' : 'bailed'
  return bail === 'failure' && keeper.hasFailed() ? 'bailed' : 'completed'
}

/** newman's words for `--timeout`. */
const TIMED_OUT = 'callback timed out'

function failureOf(last: Last, signal: AbortSignal): Failure {
  if (signal.aborted) return { code: 'REQUEST_ABORTED', message: 'newman was stopped' }
  if (last.kind === 'ended')
    return { code: 'REQUEST_ABORTED', message: `newman stopped: ${last.error ?? 'it ended early'}` }
  const { name, message } = last.error
  return { code: 'ENGINE_DIED', message: `newman died: ${name}: ${message}`, error: last.error }
}
