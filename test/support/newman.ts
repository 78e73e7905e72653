import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { type NewmanSummary, warmNewman } from './warm.ts'

/** What a run of newman came to. */
export interface NewmanRun extends NewmanSummary {
  readonly exitCode: number
}

/** Runs a collection with the newman of the dev dependencies, by its command line; `variables` go over the environment. */
export async function runNewman(
  collection: string,
  environment: string,
  variables: Readonly<Record<string, string>>,
): Promise<NewmanRun> {
  const args = ['run', collection, '--environment', environment, '--silent']
  args.push(...Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]))
  const cwd = tmpdir()
  const { code, stderr, summary } = await warmNewman({ args, cwd, env: { PATH: process.env['PATH'], HOME: cwd } })
  if (summary === undefined) throw new Error(`newman ended with ${code}: ${stderr}`)
  return { exitCode: code, ...summary }
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
