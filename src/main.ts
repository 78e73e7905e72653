#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { execute } from './cli/execute.ts'

const stop = new AbortController()
let caught: 'SIGINT' | 'SIGTERM' | undefined

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one is an order: reports or not.
    if (caught !== undefined) process.exit(signal === 'SIGINT' ? 130 : 143)
    caught = signal
    stop.abort()
  })
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

process.exitCode = await execute(process.argv.slice(2), version, {
  stdout: process.stdout,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  signal: stop.signal,
  interruptedBy: () => caught,
})
