import { constants, createContext, Script } from 'node:vm'
import { MessageChannel, type MessagePort, moveMessagePortToContext } from 'node:worker_threads'
import { type LibraryPlace, libraryCode } from './library-code.ts'
import type { Dialect } from './messages.ts'

/** What a realm is made of: texts, and what V8 has kept of compiling them. */
export interface RealmParts {
  /** boot.js. */
  readonly boot: string
  readonly libraries: string
  /** JSON: where in it which library stands. */
  readonly index: string
  readonly code: RealmCode
}

/** Code that V8 has compiled before, by what it was compiled from: `BOOT`, or the name of a library. */
export type RealmCode = Readonly<Record<string, Uint8Array | undefined>>

/** Stands for boot.js among the names of libraries. */
export const BOOT = 'flowgate:realm'

/** Taken at the start: the thread gives all global names up. */
const { setTimeout } = globalThis

/** The realm's `boot`, seen from outside: a function of the realm, called with values, and with ports and functions that belong to it. */
type Boot = (host: object, clock: object, ...given: readonly unknown[]) => OnRejection
type OnRejection = (reason: unknown) => void

/** A realm that is open, and the scripts that it was made from. */
export interface OpenRealm {
  readonly onRejection: OnRejection
  readonly scripts: ReadonlyMap<string, Script>
}

/**
 * Opens a vm context, the realm. Nothing of this side goes in: no object, no function, no error. The ports are moved into the context and
 * belong to it, as do functions that are compiled for it; texts are values; the rejection of `import()`, which Node would make on this side, is made inside.
 * This side never looks at what comes from inside: times are read as numbers.
 */
export function openRealm(
  port: MessagePort,
  dialect: Dialect,
  { boot, libraries, index, code }: RealmParts,
): OpenRealm {
  // For code that has no script of its own (a text that nobody's function gives to `Function`), and for what V8 has kept, which forgets where it came from.
  const realm = createContext(constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: true, wasm: false },
    importModuleDynamically,
  })
  const refusal = new Script('(() => new TypeError("A dynamic import callback was not specified."))').runInContext(
    realm,
  )
  async function importModuleDynamically(): Promise<never> {
    throw refusal()
  }
  const scripts = new Map<string, Script>()
  function compile(name: string, text: string): unknown {
    const cachedData = code[name]
    const script = new Script(text, { filename: name, importModuleDynamically, ...(cachedData && { cachedData }) })
    scripts.set(name, script)
    return script.runInContext(realm)
  }

  const start = compile(BOOT, boot) as Boot
  // Code that this V8 cannot use is compiled anew, which for a library is quicker by the realm itself, and only when it is asked for.
  const isUsable = scripts.get(BOOT)?.cachedDataRejected !== true
  const ready = isUsable ? Object.keys(code).filter((name) => name !== BOOT) : []
  const { index: places } = JSON.parse(index) as { readonly index: Readonly<Record<string, LibraryPlace>> }
  const functions = ready.map((name) => compile(name, libraryCode(name, libraries, places[name] as LibraryPlace)))

  const { port1: here, port2: inside } = new MessageChannel()
  here.on('message', (message: unknown) => {
    const [id, ms] = message as readonly [number, number]
    if (ms > 0) setTimeout(() => here.postMessage(id), ms)
    else here.postMessage(id)
  })
  const onRejection = start(
    moveMessagePortToContext(port, realm),
    moveMessagePortToContext(inside, realm),
    libraries,
    index,
    dialect,
    ready.join(' '),
    ...functions,
  )
  return { onRejection, scripts }
}
