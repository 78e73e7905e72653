import type { DividedRun, EngineRun } from './engine-job.ts'
import type { EventOf, RunEvent } from './model/event.ts'
import type { NamedSecret } from './report/redact.ts'
import type { Crew } from './units/crew.ts'
import { type JoinOptions, join } from './units/join.ts'
import type { Unit } from './units/unit.ts'

/** One of the runs that a collection is repeated in. */
export interface Repetition {
  /** Read once; what the run needs is opened when it is read. */
  readonly events: AsyncIterable<RunEvent>
  /** The run as a crew makes it, or the part of it that a shard has: read instead of `events`. */
  readonly byCrew: (crew: Crew, options?: JoinOptions) => AsyncIterable<RunEvent>
}

/** All of them. */
export interface Repetitions {
  readonly all: readonly Repetition[]
  /** Do iterations know nothing of each other. */
  readonly isDivisible: boolean
  /** The cookies that the repetition left which was told last. */
  readonly cookieJar: EngineRun['cookieJar']
  /** What scripts have put into the vaults so far. */
  readonly vaulted: () => readonly NamedSecret[]
}

/** How a collection is repeated. */
export interface RepeatOptions {
  readonly count: number
  readonly iterations: number
  /** Iterations hand something on, whatever the engine can do. */
  readonly isSequential: boolean
  /** From which the order of the first is made; that of each further one from the next number. Absent: the order of the collection. */
  readonly seed: number | undefined
  readonly signal: AbortSignal
}

/**
 * A collection run several times, each time by an engine of its own that starts when it is its turn. `start`: the engine for a repetition, from 0, not
 * yet running.
 */
export function repeated(
  start: (index: number, signal: AbortSignal) => EngineRun,
  { count, iterations, isSequential, seed, signal }: RepeatOptions,
): Repetitions {
  const earlier: NamedSecret[] = []
  const first = open(0)
  let told = first.run
  const isDivisible = told.divided !== undefined && !isSequential

  /** Opens an engine. Repetitions may be many, and plans large: each lives while it runs. */
  function open(index: number): { readonly run: EngineRun; readonly stop: AbortController } {
    const stop = new AbortController()
    return { run: start(index, AbortSignal.any([signal, stop.signal])), stop }
  }

  function repetition(index: number): Repetition {
    let opened = index === 0 ? first : undefined
    const engine = (): typeof first => {
      opened ??= open(index)
      return opened
    }
    const marks: Pick<EventOf<'run:start'>, 'repetition' | 'seed'> = {
      ...(count > 1 && { repetition: { number: index + 1, count } }),
      ...(seed !== undefined && { seed: seed + index }),
    }

    async function* tell(events: (run: EngineRun) => AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
      const { run } = engine()
      if (run !== told) earlier.push(...(told.vaulted?.() ?? []))
      told = run
      for await (const event of events(run)) yield event.type === 'run:start' ? { ...event, ...marks } : event
      opened = undefined
    }

    function unitsOf(only: readonly number[]): readonly Unit[] {
      if (!isDivisible) return [wholeUnit(engine, signal)]
      const shares = only.length === 0 ? [[]] : only.map((iteration) => [iteration])
      return shares.map((share) => lateUnit(() => divided(engine().run).units(share)))
    }

    return {
      events: tell(({ events }) => events),
      byCrew: (crew, joining = {}) => {
        const only = joining.part?.iterations ?? [...Array(iterations).keys()]
        const joined = join(crew.add(unitsOf(only)), joining)
        return tell((run) => (isDivisible ? divided(run).follow(joined) : joined))
      },
    }
  }

  return {
    all: Array.from({ length: count }, (_, index) => repetition(index)),
    isDivisible,
    cookieJar: () => told.cookieJar(),
    vaulted: () => [...earlier, ...(told.vaulted?.() ?? [])],
  }
}

function divided({ divided: parts }: EngineRun): DividedRun {
  if (parts === undefined) throw new Error('An engine divides all repetitions, or none')
  return parts
}

/** The run in one piece. */
function wholeUnit(
  engine: () => { readonly run: EngineRun; readonly stop: AbortController },
  signal: AbortSignal,
): Unit {
  return {
    isOver: () => signal.aborted,
    run: (_, stopped) => {
      const { run, stop } = engine()
      stopped.addEventListener('abort', () => stop.abort(), { once: true })
      return run.events
    },
  }
}

/** A unit that is made when it is its turn. */
function lateUnit(make: () => readonly Unit[]): Unit {
  const unit = (): Unit => {
    const [made] = make()
    if (made === undefined) throw new Error('An engine makes a unit of each iteration')
    return made
  }
  return { isOver: () => unit().isOver(), run: (worker, signal) => unit().run(worker, signal) }
}
