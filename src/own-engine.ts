import { createPorts, type OpenPorts, openPlaces } from './compose.ts'
import { createContractCheck } from './contract/check.ts'
import { contractModes, isAnyOn, unknownRequests } from './contract/modes.ts'
import { type RunSettings, run as runPlan } from './engine/run.ts'
import { isBlank } from './engine/scripts.ts'
import type { DividedRun, Engine, EngineRun } from './engine-job.ts'
import type { RunEvent } from './model/event.ts'
import type { KnowsFailure } from './model/failure.ts'
import type { NamedSecret } from './report/redact.ts'
import type { StartThread } from './script/thread.ts'
import type { Unit } from './units/unit.ts'

/** What one way through a run, or a unit of it, has for itself. */
type Own = Pick<RunSettings, 'signal'> & Partial<Pick<RunSettings, 'only' | 'options' | 'findings'>>

/**
 * Our own engine. Sockets and scripts are opened when the events are read, and released when they end or are left; threads come from `startThread`, if
 * it is given; what `knows` knows does not end a run with `bail`. In a crew each worker has sockets and a thread of its own; `maxRps` is for all workers and all runs of one engine together.
 */
export function ownEngine(startThread?: StartThread, knows?: KnowsFailure): Engine {
  let places: ReturnType<typeof openPlaces>
  return ({ options, loaded, plan: planned, iterations, http, checks }, signal) => {
    const { collection, environment, globals, data, cookieJar } = loaded
    const contract = contractModes(options.contract, options.config?.contract)
    const judges = isAnyOn(contract) ? [createContractCheck(contract), ...checks] : checks
    let run: string | undefined
    let vaulted = (): readonly NamedSecret[] => []
    let save: EngineRun['cookieJar'] = async () => cookieJar ?? { cookies: [] }

    function open(): OpenPorts {
      const producers = { config: options.config ?? {}, timeoutMs: options.engine.timeoutScriptMs }
      places ??= openPlaces(http)
      const paced = places && { bookPlace: places }
      const ports = createPorts({ ...options, http, producers, checks: judges, ...paced }, cookieJar, startThread)
      const scripts = planned.items.flatMap(({ prerequest, test }) => [...prerequest, ...test])
      const sources = scripts.filter((planned) => !isBlank(planned)).map(({ script }) => script.source)
      if (sources.length > 0) ports.warmScripts(sources)
      return ports
    }

    function runOn(ports: OpenPorts, own: Own): AsyncGenerator<RunEvent, void> {
      run ??= ports.random.uuid()
      return runPlan(planned, ports, {
        run,
        options: options.engine,
        iterations,
        data,
        environment,
        globals,
        collectionVariables: { values: collection.variables },
        findings: unknownRequests(contract, [...planned.items, ...planned.others]),
        ...(knows && { knows }),
        ...(options.onlyIterations && { only: options.onlyIterations }),
        ...own,
      })
    }

    async function* events(): AsyncGenerator<RunEvent, void> {
      const ports = open()
      vaulted = ports.vault.written
      save = () => ports.cookies.serialize()
      try {
        yield* runOn(ports, { signal })
      } finally {
        await ports.close()
      }
    }

    function divide(): DividedRun {
      const key = {}
      const opened = new Map<number, OpenPorts>()
      const timeLeft = timer(options.engine.timeoutMs)

      function unit(only: readonly number[]): Unit {
        return {
          isOver: () => signal.aborted || timeLeft() === 'none',
          async *run(worker, stop) {
            const ports = (await worker.hold(key, open)).afresh()
            for (const iteration of only) opened.set(iteration, ports)
            const left = timeLeft()
            // The last of it may have gone while the worker was made ready; 0 would be no limit.
            const timeoutMs = left === 'none' ? 1 : left
            yield* runOn(ports, {
              only,
              signal: AbortSignal.any([signal, stop]),
              options: { ...options.engine, timeoutMs },
              // Told once, not by every unit.
              ...(!only.includes(0) && { findings: [] }),
            })
          },
        }
      }

      async function* follow(joined: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
        const vaults: NamedSecret[] = []
        let current = vaulted
        vaulted = () => [...vaults, ...current()]
        for await (const event of joined) {
          if (event.type === 'iteration:start') {
            const ports = opened.get(event.iteration)
            opened.delete(event.iteration)
            vaults.push(...current())
            current = ports?.vault.written ?? (() => [])
            save = ports?.cookies.serialize ?? save
          }
          yield event
        }
      }

      return {
        units: (chosen) => (chosen.length === 0 ? [unit([])] : chosen.map((iteration) => unit([iteration]))),
        follow,
      }
    }

    return { events: events(), cookieJar: () => save(), vaulted: () => vaulted(), divided: divide() }
  }
}

/** Tells the milliseconds that are left of a time which begins when it is asked for first. 0: there is no limit. */
function timer(limitMs: number): () => number | 'none' {
  let startedAt: number | undefined
  return () => {
    if (limitMs === 0) return 0
    startedAt ??= performance.now()
    const left = limitMs - (performance.now() - startedAt)
    return left > 0 ? Math.ceil(left) : 'none'
  }
}
