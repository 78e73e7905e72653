import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT, temporaryFolder } from './cli.ts'

/** What a test script prints, one list for each call of console.log, in a process of its own with these options of Node. */
export async function printedBy(script: string, ...nodeOptions: readonly string[]): Promise<readonly unknown[]> {
  const file = join(temporaryFolder(), 'collection.json')
  const event = [{ listen: 'test', script: { exec: [script] } }]
  const item = [{ name: 'one', event, request: { method: 'GET', url: 'http://127.0.0.1:1/' } }]
  writeFileSync(file, JSON.stringify({ info: { name: 'printed' }, item }))
  const report = ['--reporters', 'ndjson', '--reporter-ndjson-export', '-', '--no-last-failed']
  const args = [...nodeOptions, join(ROOT, 'dist/main.js'), 'run', file, ...report]
  // Nobody answers, so that the run fails.
  const ran = promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 })
  const { stdout } = await ran.catch((error: { readonly stdout: string }) => error)
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Printed)
  return events.filter(({ type, level }) => type === 'console' && level === 'log').map(({ values }) => values)
}

interface Printed {
  readonly type: string
  readonly level?: string
  readonly values?: readonly unknown[]
}

/** Options of Node under which code that V8 has kept is used, and such under which it is not: it is kept for the flags that it was compiled with. */
export const WITH_AND_WITHOUT_KEPT_CODE = [
  ['code that V8 has kept', []],
  ['code that is compiled', ['--no-flush-bytecode']],
] as const
