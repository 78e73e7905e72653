import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunEvent } from '../../src/model/event.ts'

import { ROOT } from './cli.ts'
import { eventsIn } from './events.ts'
import { runNode } from './newman.ts'

/** One command of flowgate and what happened in it. */
export interface RecordedRun {
  readonly exitCode: number
  readonly events: readonly RunEvent[]
}

/** Runs collections with the built binary, in one command, each twice in a row; `variables` go over the environment. */
export async function recordRun(
  collections: readonly string[],
  environment: string,
  variables: Readonly<Record<string, string>>,
): Promise<RecordedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'flowgate-run-'))
  const log = join(folder, 'run.ndjson')
  try {
    const args = ['run', ...collections, '--environment', environment, '--reporters', `ndjson=${log}`, '--show-secrets']
    args.push('--iteration-count', '2')
    args.push(...Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]))
    const exitCode = await runNode([join(ROOT, 'dist/main.js'), ...args])
    return { exitCode, events: await eventsIn(await readFile(log, 'utf8')) }
  } finally {
    await rm(folder, { recursive: true })
  }
}
