import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

/** How a command line ended. */
interface LineEnded {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Newman's, unless it ended before there was one. */
  readonly summary: NewmanSummary | undefined
}

/** What tests read of newman's summary. */
export interface NewmanSummary {
  readonly requests: number
  readonly assertions: number
  readonly failures: readonly { readonly item: string; readonly assertion?: string; readonly message: string }[]
  /** The environment at the end. */
  readonly environment: Readonly<Record<string, string>>
}

/** Where and with what a command line runs: as in a process of its own, nothing of the last one is left. */
interface Line {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

type RunLine = (line: Line) => Promise<LineEnded>

const PATIENCE_MS = 60_000

/**
 * A program that is loaded once, when it is first needed, and runs one command line after the other: loading takes each of them three times as
 * long as a small run. One that a line has ended is replaced for the next. It ends with the process or thread that has made it.
 */
function warm(program: 'newman' | 'flowgate'): RunLine {
  let child: ChildProcess | undefined
  let before: Promise<unknown> = Promise.resolve()
  return (line) => {
    const ended = before.then(async () => {
      if (child?.connected !== true) child = startHost()
      const deadline = setTimeout(() => child?.kill('SIGKILL'), PATIENCE_MS)
      return runIn(child, { program, ...line }).finally(() => clearTimeout(deadline))
    })
    before = ended.catch(() => {})
    return ended
  }
}

/** Newman's command line. */
export const warmNewman: RunLine = warm('newman')

/** That of the build. */
export const warmFlowgate: RunLine = warm('flowgate')

function startHost(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'warm.cjs'), { env: { TZ: 'UTC' }, execArgv: [], stdio: 'pipe' })
  child.stdin?.end()
  child.unref()
  return child
}

/** Its streams say where the line ends in them, or end themselves. */
async function runIn(child: ChildProcess, line: Line & { readonly program: string }): Promise<LineEnded> {
  const mark = `\0${randomUUID()}\0`
  child.send({ ...line, mark })
  const [told, stdout, stderr] = await Promise.all([
    toldBy(child),
    textUntil(mark, child.stdout),
    textUntil(mark, child.stderr),
  ])
  return { ...told, stdout, stderr }
}

type Told = Pick<LineEnded, 'code' | 'summary'>

async function toldBy(child: ChildProcess): Promise<Told> {
  return await new Promise((resolve, reject) => {
    const listen = (told: Told): void => {
      child.off('exit', exit)
      resolve(told)
    }
    const exit = (code: number | null): void => {
      if (code === null) reject(new Error('it was stopped'))
      else resolve({ code, summary: undefined })
    }
    child.once('message', listen).once('exit', exit)
  })
}

async function textUntil(mark: string, stream: NodeJS.ReadableStream | null): Promise<string> {
  return await new Promise((resolve) => {
    let text = ''
    const settle = (): void => {
      stream?.off('data', listen).off('end', settle)
      resolve(text.split(mark)[0] ?? '')
    }
    const listen = (data: string): void => {
      text += data
      if (text.includes(mark)) settle()
    }
    stream?.setEncoding('utf8').on('data', listen).on('end', settle)
  })
}
