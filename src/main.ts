#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import * as modules from 'node:module'
import { setFlagsFromString } from 'node:v8'
import type * as Cli from './cli/index.ts'
import { keptCode } from './kept/kept-code.ts'
import { createLoader } from './kept/modules.ts'

/** From here on a run is a long one. */
const LONG_RUN_MS = 3_000

/** The binary: argv in, exit code out. The first SIGINT or SIGTERM stops the run in good order, the second one at once. */
async function main({ execute, printer }: typeof Cli): Promise<void> {
  const stop = new AbortController()
  let caught: 'SIGINT' | 'SIGTERM' | undefined

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (caught !== undefined) {
        // The prompt of the shell must not come behind a line that was to be rewritten.
        if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
        process.exit(signal === 'SIGINT' ? 130 : 143)
      }
      caught = signal
      stop.abort()
    })
  }

  // Without a listener a reader that has gone (`flowgate --help | head`), or a full disk, would end the process with a stack trace. Reports are not
  // concerned: their outputs tell what could not be written.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  process.exitCode = await execute(process.argv.slice(2), {
    stdout: process.stdout,
    version: version(),
    ...printer(process.stdout, process.stderr),
    signal: stop.signal,
    interruptedBy: () => caught,
  })
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

// Node keeps what it has compiled of our files from 22.1 on; `NODE_DISABLE_COMPILE_CACHE` forbids it.
const { enableCompileCache } = modules as { readonly enableCompileCache?: () => unknown }
enableCompileCache?.()
// With gigabytes free V8 lets a heap grow to four times what lives in it; a long run is to stay small beside the system that it tests. Not from the
// start: V8 compiles for its flags, and under others Node's own modules would be compiled anew, which takes longer than a short run.
setTimeout(() => setFlagsFromString('--heap-growing-percent=50'), LONG_RUN_MS).unref()
const chunks = new URL('./chunks/', import.meta.url).href
const kept = keptCode(chunks)
const load = kept.names.length === 0 ? modules.createRequire(chunks) : createLoader(chunks, kept).load
await main(load('./cli.cjs') as typeof Cli)
