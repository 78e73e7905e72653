import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { constants, createContext, Script } from 'node:vm'
import { MessageChannel, type MessagePort, moveMessagePortToContext, parentPort, workerData } from 'node:worker_threads'
import type { Dialect } from './messages.ts'

/** What the thread is started with. */
export interface WorkerStart {
  readonly port: MessagePort
  readonly dialect: Dialect
}

/** The realm's `boot`, seen from outside: a function of the realm, called with values and with ports that belong to it. */
// oxlint-disable-next-line max-params -- as boot itself
type Boot = (
  host: object,
  clock: object,
  text: string,
  index: string,
  dialect: Dialect,
  seed: string,
) => (reason: unknown) => void

/**
 * A thread with one vm context, the realm. Nothing of this side goes in: no object, no function, no error. The ports are moved into the context and
 * belong to it; texts are values; the rejection of `import()`, which Node would make on this side, is made inside.
 * This side never looks at what comes from inside: a rejection goes straight back in, and times are read as numbers.
 */
const { port, dialect } = workerData as WorkerStart
const realm = createContext(constants.DONT_CONTEXTIFY, { codeGeneration: { strings: true, wasm: false } })
const refusal = new Script('(() => new TypeError("A dynamic import callback was not specified."))').runInContext(realm)
const importModuleDynamically = async (): Promise<never> => {
  throw refusal()
}
const script = new Script(read('boot.js'), { filename: 'flowgate:realm', importModuleDynamically })
const boot: Boot = script.runInContext(realm)

const { port1: here, port2: inside } = new MessageChannel()
here.on('message', (message: unknown) => {
  const [id, ms] = message as readonly [number, number]
  if (ms > 0) setTimeout(() => here.postMessage(id), ms)
  else here.postMessage(id)
})
const onRejection = boot(
  moveMessagePortToContext(port, realm),
  moveMessagePortToContext(inside, realm),
  read('libraries.txt'),
  read('libraries.json'),
  dialect,
  randomBytes(32).toString('hex'),
)
process.on('unhandledRejection', onRejection)
process.on('uncaughtException', onRejection)
parentPort?.postMessage('ready')

function read(name: string): string {
  return readFileSync(new URL(`../realm/${name}`, import.meta.url), 'latin1')
}
