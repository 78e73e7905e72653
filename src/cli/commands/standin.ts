import { RunnerError } from '../../errors.ts'
import type { Standin } from '../../standin/server.ts'
import type { CommandIo } from '../io.ts'

/** Starts the stand-in, tells how to reach it and serves until it is stopped. */
export async function standinCommand(port: number, io: CommandIo): Promise<0> {
  const standin = await openStandin(port)
  const variables = Object.entries(standin.variables).map(([name, value]) => `  ${name.padEnd(16)}${value}`)
  io.out(`The PingOne stand-in listens on ${standin.url}\n\n${variables.join('\n')}\n\n`)
  io.out(`Mail and text messages it sent: ${standin.url}/standin/outbox\nCtrl-C stops it.\n`)
  await aborted(io.signal)
  await standin.close()
  return 0
}

/** Starts the stand-in on a port of the loopback interface; 0 takes a free one. Throws STANDIN_FAILED. */
export async function openStandin(port: number): Promise<Standin> {
  const { startStandin } = await import('../../standin/server.ts')
  try {
    return await startStandin({ port })
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    const reason = isTaken ? 'the port is taken' : String(cause instanceof Error ? cause.message : cause)
    throw new RunnerError('STANDIN_FAILED', `Cannot start the stand-in on port ${port}: ${reason}`, {
      cause,
      ...(isTaken && { hint: 'Pass --port <n> with another one, or --port 0 for a free one' }),
    })
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
