import type { Answer, Dialect, FromRealm, ScriptInput, SentScope, ToRealm } from '../messages.ts'
import { createChance } from './chance.ts'
import { createCompiler } from './compile.ts'
import { Execution } from './execution.ts'
import {
  createLibraries,
  type Libraries,
  type LibraryFunction,
  type LibraryIndex,
  type LibraryTimers,
} from './libraries.ts'
import { makerOf } from './maker.ts'
import { plainError } from './plain-value.ts'
import { createPm } from './pm.ts'
import type { Port } from './port.ts'
import type { Realm } from './realm.ts'
import { sealGlobals } from './seal.ts'
import { errorOf } from './send.ts'
import { armSugar, type SugarNames } from './sugar.ts'
import type { WholeScopes } from './views.ts'
import type { World } from './web/world.ts'

/** What the worker is given: tells the realm of a promise that nobody handled. */
export type OnRejection = (reason: unknown) => void

/**
 * Starts the realm. It runs inside of the vm context, and everything it is given is a value or belongs to that context: there are no more than
 * these ways in, all of them here. `librariesText` holds the libraries, `librariesIndex` is JSON that says where; some of them may be compiled already.
 */
// oxlint-disable-next-line max-params -- an object of the worker's would be one more way in
export function boot(
  host: Port,
  clock: Port,
  librariesText: string,
  librariesIndex: string,
  dialect: Dialect,
  readyNames: string,
  ...readyFunctions: readonly LibraryFunction[]
): OnRejection {
  const waiting = new Map<number, () => void>()
  let tickets = 0
  const running = new Map<number, Execution>()
  let packages: Readonly<Record<string, string>> | undefined
  let chance: (length: number) => Uint8Array = () => {
    throw new Error('the realm has no seed yet')
  }
  let scopes: WholeScopes = { local: NONE, environment: NONE, collection: NONE, globals: NONE, data: NONE }

  // The script that was started last is the one that runs: those before it wait for it.
  const latest = (): Execution | undefined => [...running.values()].at(-1)
  const nextTicket = (): number => ++tickets
  const wait = (ms: number, then: () => void): void => {
    const id = nextTicket()
    waiting.set(id, then)
    clock.postMessage([id, ms])
  }
  const { index, sugar } = JSON.parse(librariesIndex) as { readonly index: LibraryIndex; readonly sugar: SugarNames }
  const timers: LibraryTimers = {
    start(then, ms) {
      wait(ms, then)
      return tickets
    },
    cancel: (id) => void waiting.delete(id),
  }
  async function inMicrotask(callback: () => void): Promise<void> {
    await Promise.resolve()
    try {
      callback()
    } catch (error) {
      latest()?.fail(error)
    }
  }
  const world: World = {
    later: (then, ms) => wait(ms, then),
    randomBytes: (length) => chance(length),
    queue: (callback) => void inMicrotask(callback),
    subtle: (method, args) =>
      new Promise((resolve, reject) => {
        const execution = latest()
        if (execution === undefined) return reject(new Error('no script runs'))
        execution.ask({ kind: 'subtle', method, args }, (answer) =>
          answer.kind === 'value' ? resolve(answer.value) : reject(webError(answer, libraries)),
        )
      }),
  }
  const names = readyNames.split(' ')
  const ready = new Map(readyFunctions.map((compiled, at) => [names[at] ?? '', compiled]))
  const libraries = createLibraries(librariesText, index, { timers, world, dialect, ready })
  armSugar(sugar, () => void libraries.load('sugar'))
  const globals = sealGlobals(dialect, libraries)
  const maker = makerOf(libraries, dialect)
  const realm: Realm = {
    dialect,
    maker,
    makePm: createPm(maker.expect),
    library: (name) => libraries.load(name),
    get packages() {
      return packages
    },
    globals: globals.names,
    globalValue: globals.value,
    compiled: createCompiler(dialect, globals.names),
    post(message) {
      host.postMessage(message)
      if (message.type === 'end' || (message.type === 'all' && message.messages.at(-1)?.type === 'end')) {
        running.delete(message.run)
      }
    },
    printLate(level, values) {
      const run = [...running.keys()].at(-1)
      if (run !== undefined) host.postMessage({ type: 'console', run, level, values })
    },
    nextTicket,
    wait,
  }

  function run(id: number, input: ScriptInput): void {
    scopes = { ...scopes, ...input.scopes }
    try {
      const execution = new Execution(id, input, { realm, scopes })
      running.set(id, execution)
      loadFor(id, input)
      execution.start()
    } catch (error) {
      // What a script did to the realm can keep the next one from starting.
      giveUp(id, input, error)
    }
  }

  /** Libraries may take longer than a script has, and that is not the script's doing. */
  function loadFor(run: number, { source }: ScriptInput): void {
    const names = libraries.missing(source)
    if (names.length === 0) return
    host.postMessage({ type: 'loading', run })
    for (const name of names) {
      try {
        libraries.require(name)
      } catch {
        // The script is told when it comes to it.
      }
    }
    host.postMessage({ type: 'loaded', run })
  }

  function warm(): void {
    try {
      realm.maker.expect()
    } catch {
      // A script has broken the realm: the one that asks for them is told.
    }
  }

  function giveUp(id: number, { label, source }: ScriptInput, thrown: unknown): void {
    const error = plainError(thrown, { label, lines: source.split('\n').length })
    const ending: readonly FromRealm[] = [
      { type: 'error', run: id, error, isLate: false },
      { type: 'end', run: id, end: { mutations: [], skipRequest: false } },
    ]
    for (const message of ending) realm.post(message)
  }

  host.onmessage = ({ data }) => {
    const message = data as ToRealm
    switch (message.type) {
      case 'seed':
        chance = createChance(message.seed)
        return
      case 'packages':
        packages = message.packages
        return
      case 'warm':
        // A script that waits already, most likely one before a request, goes first: what it needs of them it loads itself.
        return wait(SOON_MS, warm)
      case 'ping':
        return host.postMessage({ type: 'pong', run: message.run })
      case 'stop':
        return running.get(message.run)?.stop()
      case 'run':
        return run(message.run, message.input)
      case 'answer':
        for (const execution of running.values()) execution.answer(message.ticket, message.answer)
    }
  }
  clock.onmessage = ({ data }) => {
    const then = waiting.get(data as number)
    waiting.delete(data as number)
    then?.()
  }
  host.start()
  clock.start()
  return (reason) => latest()?.fail(reason || new Error(`rejected with ${String(reason)}`))
}

/** As long as a message that is on its way may take. */
const SOON_MS = 1

const NONE: SentScope = Object.freeze({ values: [] })

/** An error of Web Cryptography: a DOMException, unless its name is one of the language. */
function webError(answer: Answer, libraries: Libraries): unknown {
  const error = errorOf(answer)
  const { DOMException } = libraries.load('web') as {
    readonly DOMException: new (message: string, name: string) => Error
  }
  if (error.name === 'TypeError') return new TypeError(error.message)
  return new DOMException(error.message, error.name)
}
