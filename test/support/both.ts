import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from './cli.ts'
import { warmFlowgate, warmNewman } from './warm.ts'

/** Who runs a collection. */
export type Who = 'newman' | 'ours'

/** How a runner ended. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs newman, or flowgate with `--compat newman`, with the same arguments, in a folder. */
export async function runCli(who: Who, args: readonly string[], { cwd, env = {} }: Place): Promise<Ended> {
  const line = ['run', ...args, ...(who === 'newman' ? [] : ['--compat', 'newman'])]
  const run = who === 'newman' ? warmNewman : warmFlowgate
  const { code, stdout, stderr } = await run({ args: line, cwd, env: environmentOf(cwd, env) })
  return { code, stdout, stderr }
}

/** Runs a script with a `run` in it that is newman's or ours, in a folder. */
export async function runLibrary(who: Who, script: string, { cwd, env = {} }: Place): Promise<Ended> {
  const library = who === 'newman' ? 'newman' : './dist/newman/run.js'
  const path = createRequire(join(ROOT, 'package.json')).resolve(library)
  return await spawn(['-e', `const { run } = require(${JSON.stringify(path)}); ${script}`], { cwd, env })
}

/** Where a runner runs. */
export interface Place {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

async function spawn(program: readonly string[], { cwd, env }: Required<Place>): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      program,
      { cwd, env: environmentOf(cwd, env) },
      (error, stdout, stderr) => {
        if (child.exitCode === null) reject(error ?? new Error('it was stopped'))
        else resolve({ code: child.exitCode, stdout, stderr })
      },
    )
  })
}

/** Colour, width and configuration are those of no terminal and no home. */
function environmentOf(cwd: string, env: NonNullable<Place['env']>): Readonly<Record<string, string | undefined>> {
  return { PATH: process.env['PATH'], HOME: cwd, TZ: 'UTC', ...env }
}
