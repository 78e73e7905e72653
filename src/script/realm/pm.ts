import type { Mutation } from '../../model/scope.ts'
import type { Answer, Dialect, Question, ScriptInput } from '../messages.ts'
import { defineGetter, defineValue, listedGetter } from './define.ts'
import type { Expect } from './expectation.ts'
import { plainValue } from './plain-value.ts'
import { type Maker, makeResponse } from './response.ts'
import type { ScopeView } from './scope.ts'
import { errorOf } from './send.ts'
import { textOf } from './text.ts'

/** What the object `pm` of one script is put together from. What is a function here is made at its first use. */
export interface PmParts {
  readonly input: ScriptInput
  readonly scopes: Readonly<
    Record<'variables' | 'environment' | 'globals' | 'collectionVariables' | 'iterationData', ScopeView>
  >
  readonly lazy: Readonly<Record<string, () => unknown>>
  readonly test: object
  readonly expect: () => Expect
}

/** The API that a script finds as `pm`. Source: Postman Learning Center, "Postman JavaScript reference". */
export function makePm(parts: PmParts): object {
  const { input, scopes, lazy, test, expect } = parts
  class Postman {
    static readonly name = 'Postman'
  }
  const pm = new Postman()
  defineLazy(pm, 'info', () => infoOf(input))
  for (const [name, value] of Object.entries(scopes)) defineValue(pm, name, value)
  for (const [name, make] of Object.entries(lazy)) defineLazy(pm, name, make)
  Object.defineProperty(Postman.prototype, 'expect', listedGetter(expect))
  return Object.assign(pm, { test })
}

/** A read-only member that is made at its first use. */
function defineLazy(target: object, name: string, make: () => unknown): void {
  defineGetter(target, name, () => {
    const value = make()
    defineValue(target, name, value)
    return value
  })
}

function infoOf({ phase, iteration, iterations, item }: ScriptInput): object {
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
