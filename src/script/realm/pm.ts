import type { Mutation } from '../../model/scope.ts'
import type { Answer, Dialect, Question, ScriptInput } from '../messages.ts'
import { defineGetter, defineValue, listedGetter } from './define.ts'
import type { Expect } from './expectation.ts'
import { plainValue } from './plain-value.ts'
import { type Maker, makeResponse } from './response.ts'
import { errorOf } from './send.ts'
import { textOf } from './text.ts'

/** The members of `pm` of one script by name; each is made at its first use. */
type PmMakers = Readonly<Record<string, () => unknown>>

/** Makes `pm` for one script. `test` is its one listed member. */
export type MakePm = (makers: PmMakers, test: object) => object

/**
 * Makes the maker of all `pm` of a realm: the API that a script finds by that name. They share their class and their getters, which lets V8 give them one
 * shape; a class for each script kept all that the script had made until the next full collection of garbage.
 * Source: Postman Learning Center, "Postman JavaScript reference".
 */
export function createPm(expect: () => Expect): MakePm {
  /** The member of a `pm`, or of the one that `holder` inherits from. */
  let member: (holder: unknown, name: string) => unknown = () => undefined
  class Postman {
    static readonly name = 'Postman'
    readonly #makers: PmMakers
    readonly #made: Record<string, unknown> = Object.create(null) as Record<string, unknown>

    constructor(makers: PmMakers) {
      this.#makers = makers
    }

    static {
      member = (holder, name) => {
        let pm = holder as object | null
        while (pm !== null && !(#makers in pm)) pm = getPrototypeOf(pm) as object | null
        if (pm === null) return undefined
        if (!(name in pm.#made)) pm.#made[name] = pm.#makers[name]?.()
        return pm.#made[name]
      }
    }
  }
  defineProperty(Postman.prototype, 'expect', listedGetter(expect))
  const getters = new Map<string, (this: unknown) => unknown>()

  function getter(name: string): (this: unknown) => unknown {
    const known = getters.get(name)
    if (known !== undefined) return known
    const made = function (this: unknown): unknown {
      return member(this, name)
    }
    getters.set(name, made)
    return made
  }
  return (makers, test) => {
    const pm = new Postman(makers)
    for (const name of keysOf(makers)) defineGetter(pm, name, getter(name))
    return assign(pm, { test })
  }
}

/** Taken at the start: a script may replace them. */
const { assign, defineProperty, getPrototypeOf, keys: keysOf } = Object

/** `pm.info`. */
export function infoOf({ phase, iteration, iterations, item }: ScriptInput): object {
  return readonly({
    eventName: phase,
    iteration,
    iterationCount: iterations,
    requestName: item.name === '' ? undefined : item.name,
    requestId: item.id,
  })
}

/** An object whose members cannot be replaced, nor listed, as the sandbox of Postman makes them. */
function readonly<T extends object>(members: T, target: object = {}): T {
  for (const [name, value] of Object.entries(members)) defineValue(target, name, value)
  return target as T
}

/** `pm.visualizer`: what a script shows in Postman has no place in a run; bad arguments are told as in Postman. */
export function makeVisualizer(): object {
  return {
    set(template: unknown, shown?: unknown, options?: unknown): void {
      if (typeof template !== 'string') {
        throw new Error(`Invalid template. Template must be of type string, found ${typeof template}`)
      }
      if (shown && typeof shown !== 'object')
        throw new Error(`Invalid data. Data must be an object, found ${typeof shown}`)
      if (options && typeof options !== 'object') {
        throw new Error(`Invalid options. Options must be an object, found ${typeof options}`)
      }
    },
    clear: () => undefined,
  }
}

type Ask = (question: Question, settle: (answer: Answer) => void) => void

/** What pm.execution works on. */
export interface ExecutionParts {
  readonly dialect: Dialect
  readonly maker: Maker
  readonly ask: Ask
  readonly skip: () => void
  readonly setNextRequest: (next: unknown) => void
  /** What the script has changed so far. */
  readonly mutations: () => readonly Mutation[]
  readonly apply: (change: Mutation) => void
}

/** `pm.execution`. newman 6.2.2 knows no runRequest. */
export function makeExecution({ location, owner, phase }: ScriptInput, parts: ExecutionParts): object {
  const { dialect, skip, setNextRequest } = parts
  const current = owner === '' ? {} : { current: owner }
  const members = {
    skipRequest: skipping(phase, skip),
    location: readonly(
      current,
      location.map((name) => (name === '' ? null : name)),
    ),
    setNextRequest,
  }
  return dialect === 'newman' ? members : readonly({ ...members, runRequest: makeRunRequest(parts) })
}

function skipping(phase: ScriptInput['phase'], skip: () => void): () => void {
  return () => {
    if (phase !== 'prerequest') throw new TypeError('pm.execution.skipRequest is not a function')
    skip()
  }
}

interface RunRequestOptions {
  readonly variables?: Readonly<Record<string, unknown>>
}

function makeRunRequest({
  ask,
  maker,
  mutations,
  apply,
}: ExecutionParts): (id: unknown, options?: RunRequestOptions) => Promise<unknown> {
  return (id, options) =>
    new Promise((resolve, reject) => {
      if (!id) return reject(new Error('runRequest: collection request id not provided'))
      const overrides = Object.entries(options?.variables ?? {}).map(([key, value]) => ({
        key,
        value: plainValue(value, { label: '', lines: 0 }),
      }))
      return ask({ kind: 'run-request', id: textOf(id), variables: mutations(), overrides }, (answer) => {
        if (answer.kind !== 'response') return reject(errorOf(answer))
        for (const change of answer.changes ?? []) apply(change)
        return resolve(answer.response === null ? null : makeResponse(answer.response, maker))
      })
    })
}

/** `pm.vault`: values that no export and no report ever holds. Source: Postman Learning Center, "Store secrets in your Postman Vault". */
export function makeVault(ask: Ask): object {
  const call = (question: Extract<Question, { kind: 'vault' }>['question']): Promise<unknown> =>
    new Promise((resolve, reject) => {
      ask({ kind: 'vault', question }, (answer) =>
        answer.kind === 'value' ? resolve(answer.value) : reject(errorOf(answer)),
      )
    })
  return {
    get: (key: unknown) => call({ op: 'get', key: String(key) }),
    set: (key: unknown, value: unknown) => call({ op: 'set', key: String(key), value: String(value) }),
    unset: (key: unknown) => call({ op: 'unset', key: String(key) }),
  }
}
