import { readFileSync } from 'node:fs'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { keptCode } from './kept-code.ts'
import type { Dialect } from './messages.ts'
import { openRealm } from './open-realm.ts'

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
  code: keptCode(folder, isWarm),
})
process.on('unhandledRejection', onRejection)
process.on('uncaughtException', onRejection)
parentPort?.postMessage('ready')

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'latin1')
}
