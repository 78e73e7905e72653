import type { ExitCode } from '../errors.ts'
import { signalExit } from '../report/exit-code.ts'
import type { EarlyThread } from '../script/thread.ts'
import { compatExit, isCompat } from './compat.ts'
import { startEarlyFor } from './early-thread.ts'
import { errorExit, errorText } from './error-text.ts'
import type { CommandIo } from './io.ts'
import { type Invocation, parse } from './parse.ts'
import type { Preview } from './preview-options.ts'
import type { RunCommandOptions } from './run-options.ts'

/** Does what the command line says. Whatever goes wrong is told in a sentence; the result is the exit code. */
export async function execute(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const code = await printedExit(await exitOf(argv, io), io)
  return isCompat(argv) ? compatExit(code) : code
}

/** What a command prints is what it is for: if that is lost, it has not done it. */
async function printedExit(code: ExitCode, io: CommandIo): Promise<ExitCode> {
  const lost = await io.printed?.()
  if (lost === undefined) return code
  const { unwritable } = await import('../report/output.ts')
  const error = unwritable('standard output', lost)
  io.err(errorText(error))
  return code === 0 ? errorExit(error) : code
}

async function exitOf(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const thread = startEarlyFor(argv)
  try {
    return await follow(await parse(argv, Math.min(io.stdout.columns ?? 80, 100)), { io, thread })
  } catch (error) {
    io.err(await shown(errorText(error), argv))
    const signal = io.interruptedBy()
    return signal === undefined ? errorExit(error) : signalExit(signal)
  } finally {
    await thread?.close()
  }
}

/** Where a command speaks to, and the thread of scripts that is on its way. */
interface Surroundings {
  readonly io: CommandIo
  readonly thread: EarlyThread | undefined
}

async function shown(text: string, argv: readonly string[]): Promise<string> {
  if (argv.includes('--show-secrets') || isCompat(argv)) return text
  return (await import('./error-gate.ts')).maskError(text, argv)
}

/** A command is loaded when it is asked for: `--help` must not wait for an HTTP client. */
async function follow(invocation: Invocation, { io, thread }: Surroundings): Promise<ExitCode> {
  switch (invocation.command) {
    case 'run':
      return invocation.options.preview === undefined
        ? runExit(invocation.options, { io, thread })
        : previewExit(invocation.options, invocation.options.preview, io)
    case 'parity':
      return (await import('./commands/parity.ts')).parityCommand(invocation.options, io)
    case 'standin':
      return (await import('./commands/standin.ts')).standinCommand(invocation.options, io)
    case 'sign':
      return (await import('./commands/sign.ts')).signCommand(invocation.options, io)
    case 'token':
      return (await import('./commands/token.ts')).tokenCommand(invocation.options, io)
    case 'snippet':
      return (await import('./commands/snippet.ts')).snippetCommand(invocation.options, io)
    case 'report':
      return (await import('./commands/report.ts')).reportCommand(invocation.options, io)
    case 'merge':
      return (await import('./commands/merge.ts')).mergeCommand(invocation.options, io)
    case 'drift':
      return (await import('./commands/drift.ts')).driftCommand(invocation.options, io)
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctorCommand(invocation.options, io)
    case 'version':
      io.out(`${io.version}\n`)
      return 0
    case 'help':
      if (invocation.isMistake) io.err(invocation.text)
      else io.out(invocation.text)
      return invocation.isMistake ? 2 : 0
  }
}

async function runExit(options: RunCommandOptions, { io, thread }: Surroundings): Promise<ExitCode> {
  const { runCommand } = await import('./commands/run.ts')
  const code = await runCommand(options, io, thread?.start)
  return options.isCompat ? compatExit(code) : code
}

/** Nothing of a run is opened. */
async function previewExit(options: RunCommandOptions, preview: Preview, io: CommandIo): Promise<ExitCode> {
  const { previewCommand } = await import('./commands/preview.ts')
  return previewCommand(options, preview, io)
}
