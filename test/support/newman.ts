import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface NewmanRun {
  readonly exitCode: number
  readonly requests: number
  readonly assertions: number
  readonly failures: readonly { readonly item: string; readonly assertion?: string; readonly message: string }[]
  /** The environment at the end. */
  readonly environment: Readonly<Record<string, string>>
}

interface Report {
  readonly run: {
    readonly stats: { readonly requests: { readonly total: number }; readonly assertions: { readonly total: number } }
    readonly failures: readonly {
      readonly error: { readonly test?: string; readonly message: string }
      readonly source: { readonly name: string }
    }[]
  }
}

/** Runs a collection with the newman of the dev dependencies, in a process of its own; `variables` go over the environment. */
export async function runNewman(
  collection: string,
  environment: string,
  variables: Readonly<Record<string, string>>,
): Promise<NewmanRun> {
  const folder = await mkdtemp(join(tmpdir(), 'newman-'))
  const report = join(folder, 'report.json')
  const exported = join(folder, 'environment.json')
  try {
    const args = ['run', collection, '--environment', environment, '--export-environment', exported]
    args.push('--reporters', 'json', '--reporter-json-export', report)
    args.push(...Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]))
    const exitCode = await runNode([createRequire(import.meta.url).resolve('newman/bin/newman.js'), ...args])
    const { run }: Report = JSON.parse(await readFile(report, 'utf8'))
    const { values } = JSON.parse(await readFile(exported, 'utf8'))
    return {
      exitCode,
      requests: run.stats.requests.total,
      assertions: run.stats.assertions.total,
      failures: run.failures.map(({ error, source }) => ({
        item: source.name,
        ...(error.test === undefined ? {} : { assertion: error.test }),
        message: error.message,
      })),
      environment: Object.fromEntries(
        values.map(({ key, value }: { readonly key: string; readonly value: string }) => [key, value]),
      ),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Runs a script of Node to its end and tells its exit code. */
export async function runNode(args: readonly string[]): Promise<number> {
  return await new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, (error) => {
      if (child.exitCode === null) reject(error ?? new Error('it was stopped'))
      else resolve(child.exitCode)
    })
  })
}
