import { readFileSync } from 'node:fs'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Dialect } from './messages.ts'
import { BOOT, openRealm, type RealmCode } from './open-realm.ts'

/** What the thread is started with. */
export interface WorkerStart {
  readonly port: MessagePort
  readonly dialect: Dialect
  /** Folder of what a realm is made of. A file URL that ends with a slash. */
  readonly folder: string
  /** Will a script ask for the libraries of assertions? */
  readonly isWarm: boolean
}

/** A thread with one realm. A rejection goes straight back in. */
const { port, dialect, folder, isWarm } = workerData as WorkerStart
const { onRejection } = openRealm(port, dialect, {
  boot: read('boot.js'),
  libraries: read('libraries.txt'),
  index: read('libraries.json'),
  code: code(),
})
process.on('unhandledRejection', onRejection)
process.on('uncaughtException', onRejection)
parentPort?.postMessage('ready')

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'latin1')
}

/** What V8 has kept on a machine of this kind. It refuses by itself what another version or other flags have made. */
function code(): RealmCode {
  const { arch, places } = JSON.parse(read('code.json')) as {
    readonly arch: string
    readonly places: Readonly<Record<string, readonly [start: number, end: number]>>
  }
  if (arch !== process.arch) return {}
  const all = readFileSync(new URL('code.bin', folder))
  const wanted = Object.entries(places).filter(([name]) => isWarm || name === BOOT)
  return Object.fromEntries(wanted.map(([name, [start, end]]) => [name, all.subarray(start, end)]))
}
