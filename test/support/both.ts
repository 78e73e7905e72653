import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from './cli.ts'

/** Who runs a collection. */
export type Who = 'newman' | 'ours'

const NEWMAN = createRequire(import.meta.url).resolve('newman/bin/newman.js')

/** How a runner ended. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Starts newman, or flowgate with `--compat newman`, with the same arguments, in a folder. */
export async function runCli(who: Who, args: readonly string[], { cwd, env = {} }: Place): Promise<Ended> {
  const program =
    who === 'newman' ? [NEWMAN, 'run', ...args] : [join(ROOT, 'dist/main.js'), 'run', ...args, '--compat', 'newman']
  return await spawn(program, { cwd, env })
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
    // Colour, width and configuration are those of no terminal and no home.
    const environment = { PATH: process.env['PATH'], HOME: cwd, TZ: 'UTC', ...env }
    const child = execFile(process.execPath, program, { cwd, env: environment }, (error, stdout, stderr) => {
      if (child.exitCode === null) reject(error ?? new Error('it was stopped'))
      else resolve({ code: child.exitCode, stdout, stderr })
    })
  })
}
