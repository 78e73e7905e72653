import { execute } from '../../src/cli/execute.ts'

/** What a command said, and its exit code. */
interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process. */
export async function said(argv: readonly string[], stop: AbortController = new AbortController()): Promise<Said> {
  let out = ''
  let err = ''
  const code = await execute(argv, {
    version: '1.2.3',
    stdout: process.stdout,
    out: (text) => (out += text),
    err: (text) => (err += text),
    errAsIs: (text) => (err += text),
    signal: stop.signal,
    interruptedBy: () => (stop.signal.aborted ? 'SIGINT' : undefined),
  })
  return { code, out, err }
}
