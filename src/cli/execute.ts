import type { ExitCode } from '../errors.ts'
import { errorExit, errorText } from './error-text.ts'
import type { CommandIo } from './io.ts'
import { type Invocation, parse } from './parse.ts'

/** Does what the command line says. Whatever goes wrong is told in a sentence; the result is the exit code. */
export async function execute(argv: readonly string[], version: string, io: CommandIo): Promise<ExitCode> {
  try {
    return await follow(await parse(argv, Math.min(io.stdout.columns ?? 80, 100)), version, io)
  } catch (error) {
    io.err(errorText(error))
    return errorExit(error)
  }
}

/** A command is loaded when it is asked for: `--help` must not wait for an HTTP client. */
async function follow(invocation: Invocation, version: string, io: CommandIo): Promise<ExitCode> {
  switch (invocation.command) {
    case 'run':
      return (await import('./commands/run.ts')).runCommand(invocation.options, io)
    case 'standin':
      return (await import('./commands/standin.ts')).standinCommand(invocation.port, io)
    case 'version':
      io.out(`${version}\n`)
      return 0
    case 'help':
      if (invocation.isMistake) io.err(invocation.text)
      else io.out(invocation.text)
      return invocation.isMistake ? 2 : 0
  }
}
