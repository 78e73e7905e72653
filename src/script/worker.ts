import { readFileSync } from 'node:fs'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { keptCode } from '../kept/kept-code.ts'
import { harden } from './harden.ts'
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
  code: realmCode(),
})
process.on('unhandledRejection', onRejection)
process.on('uncaughtException', onRejection)
const starter = parentPort
const { memoryUsage } = process
starter?.on('message', () => {
  const { heapUsed, arrayBuffers } = memoryUsage()
  starter.postMessage(heapUsed > arrayBuffers ? heapUsed : arrayBuffers)
})
starter?.unref()
harden(globalThis)
starter?.postMessage('ready')

/** What V8 has kept of compiling the realm, and the libraries of assertions if a script will ask for them. */
function realmCode(): RealmCode {
  const { names, of } = keptCode(folder)
  return Object.fromEntries(names.filter((name) => isWarm || name === BOOT).map((name) => [name, of(name)]))
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'latin1')
}
