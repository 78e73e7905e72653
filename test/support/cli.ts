import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { warmFlowgate } from './warm.ts'

/** The root of the repository. */
export const ROOT: string = join(import.meta.dirname, '../..')

/** How a process ended, and what it said. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A process that is still running. */
export interface Running {
  readonly child: ChildProcess
  readonly finished: Promise<Finished>
  /** Resolves when stdout has the text. */
  readonly says: (text: string) => Promise<void>
}

/** Where and with what the binary runs. */
export interface CliOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Lead a process group of its own, as what a terminal starts does: signals can be sent to the whole of it. Default false. */
  readonly leadsGroup?: boolean
  /** Standard input; default none. */
  readonly input?: string
}

/** Starts the built binary. Its environment has no terminal, no CI, no colour. */
export function start(args: readonly string[], options: CliOptions = {}): Running {
  const { cwd = ROOT, env = {}, leadsGroup = false, input = '' } = options
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), ...args], {
    cwd,
    env: environmentOf(env),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: leadsGroup,
  })
  child.stdin.end(input)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString()
  })
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString()
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return {
    child,
    finished: new Promise((resolve) => {
      child.on('close', (code) => resolve({ code, stdout, stderr }))
    }),
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stdout.includes(text)) resolve()
        }
        child.stdout.on('data', look)
        child.on('close', () => reject(new Error(`ended without saying "${text}": ${stdout}${stderr}`)))
        look()
      }),
  }
}

/** Runs the built binary to its end, in a process of its own. */
export function runBinary(args: readonly string[], options: CliOptions = {}): Promise<Finished> {
  return start(args, options).finished
}

/** Runs the command line of the built binary to its end, in a process that has done so before. Standard input is for a process of its own. */
export async function flowgate(args: readonly string[], options: CliOptions = {}): Promise<Finished> {
  if (options.input !== undefined) return await runBinary(args, options)
  const { cwd = ROOT, env = {} } = options
  const { code, stdout, stderr } = await warmFlowgate({ args, cwd, env: environmentOf(env) })
  return { code, stdout, stderr }
}

function environmentOf(env: NonNullable<CliOptions['env']>): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env }
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowgate-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a file into a temporary folder and tells its path. */
export function temporaryFile(name: string, content: string | object): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** A collection v2.1 as JSON, from its items. */
export function collectionJson(item: readonly object[], rest: object = {}): object {
  return {
    info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item,
    ...rest,
  }
}

/** A test script as JSON. */
export function testScript(...exec: readonly string[]): object {
  return { listen: 'test', script: { type: 'text/javascript', exec } }
}

/** A pre-request script as JSON. */
export function prerequestScript(...exec: readonly string[]): object {
  return { listen: 'prerequest', script: { type: 'text/javascript', exec } }
}
