import type { EventEmitter } from 'node:events'
import { RunnerError } from '../errors.ts'
import type { Phase } from '../model/event.ts'
import type { BrokenReporter } from '../report/report.ts'

/** Calls the listeners of an emitter, and knows which reporter each belongs to. */
export interface Listeners {
  /** Runs `work` for a reporter: listeners that it adds are the reporter's. What it throws breaks the reporter. */
  readonly runFor: (reporter: string, work: () => void) => void
  /** Calls the listeners of an event; those of broken reporters are left out. */
  readonly call: (name: string, ...args: readonly unknown[]) => void
  readonly breakOf: (reporter: string, cause: unknown) => void
  readonly broken: () => readonly BrokenReporter[]
}

type Listener = (...args: readonly unknown[]) => unknown

/** One reporter that throws must not take the run or the others with it. A listener of the caller ends the process, as in newman. */
export function createListeners(emitter: EventEmitter): Listeners {
  const owners = new WeakMap<object, string>()
  const broken = new Map<string, BrokenReporter>()
  let current: string | undefined
  emitter.on('newListener', (_name: string, listener: object) => {
    if (current !== undefined) owners.set(listener, current)
  })

  function breakOf(reporter: string, cause: unknown): void {
    if (broken.has(reporter)) return
    const reason = cause instanceof Error ? cause.message : String(cause)
    const error = new RunnerError('REPORTER_FAILED', `Cannot render report "${reporter}": ${reason}`, { cause })
    broken.set(reporter, { name: reporter, error })
  }

  function runFor(reporter: string, work: () => unknown): void {
    const before = current
    current = reporter
    try {
      const result = work()
      // A handler may be async; nobody waits for it, as in newman, but its failure must not end the process.
      if (result instanceof Promise) result.catch((cause: unknown) => breakOf(reporter, cause))
    } catch (cause) {
      breakOf(reporter, cause)
    } finally {
      current = before
    }
  }

  return {
    runFor,
    breakOf,
    broken: () => [...broken.values()],
    call(name, ...args) {
      for (const raw of emitter.rawListeners(name) as Listener[]) {
        const owner = owners.get(raw) ?? owners.get('listener' in raw ? (raw.listener as object) : raw)
        if (owner === undefined) callOwn(() => raw.apply(emitter, [...args]))
        else if (!broken.has(owner)) runFor(owner, () => raw.apply(emitter, [...args]))
      }
    },
  }
}

/** Calls what is the caller's. What it throws has nobody to catch it: the process ends by it, if the caller does not see to it. */
export function callOwn(work: () => unknown): void {
  try {
    work()
  } catch (cause) {
    // A rejection would let the run go on to its callback, which may well exit with 0.
    queueMicrotask(() => {
      throw cause
    })
  }
}

/** Newman has a second name for each event of a script. It comes after listeners of the caller, and before those of reporters. */
export function nameScriptEvents(emitter: EventEmitter, listeners: Listeners): void {
  emitter.on('beforeScript', (error: unknown, args: ScriptArgs) => {
    if (args.event !== undefined) listeners.call(`before${capital(args.event.listen)}Script`, error, args)
  })
  emitter.on('script', (error: unknown, args: ScriptArgs) => {
    if (args.event !== undefined) listeners.call(`${args.event.listen}Script`, error, args)
  })
}

interface ScriptArgs {
  readonly event?: { readonly listen: Phase }
}

function capital(phase: Phase): string {
  return phase.charAt(0).toUpperCase() + phase.slice(1)
}
