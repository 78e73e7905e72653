import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { decode } from '../../load/decode.ts'
import { fileReason } from '../../load/file-reason.ts'
import { codeOf, refusal } from '../../load/input.ts'
import { parseJson } from '../../load/json.ts'
import type { SeedError } from '../../standin/seed-plot.ts'
import type { Standin, StandinOptions } from '../../standin/server.ts'
import { suggest } from '../../suggest.ts'
import type { CommandIo } from '../io.ts'

/** What `flowgate standin` was asked for. */
export interface StandinCommandOptions {
  readonly port: number
  readonly host?: string | undefined
  /** The path of a seed file. */
  readonly seed?: string | undefined
  readonly tls?: boolean
  /** Checked switches; they win over those of the seed. */
  readonly behaviours?: NonNullable<StandinOptions['behaviours']>
}

/** Starts the stand-in, tells how to reach it and serves until it is stopped. */
export async function standinCommand(options: StandinCommandOptions, io: CommandIo): Promise<0> {
  const standin = await openStandin(options)
  const authority = standin.certificate === undefined ? undefined : await writeCertificate(standin.certificate)
  try {
    if (options.host !== undefined && !isLoopback(options.host)) io.err(openDoor(options.host))
    io.out(greeting(standin, authority))
    await aborted(io.signal)
  } finally {
    await standin.close()
    if (authority !== undefined) await rm(join(authority, '..'), { recursive: true })
  }
  return 0
}

/** Starts the stand-in; port 0 takes a free one. Throws STANDIN_FAILED and what a seed file is refused with. */
export async function openStandin(options: StandinCommandOptions): Promise<Standin> {
  const { port, host, seed, tls = false, behaviours = {} } = options

  const planted = seed === undefined ? {} : { seed: await readSeed(seed) }
  const { startStandin } = await import('../../standin/server.ts')
  try {
    return await startStandin({ port, tls, behaviours, ...(host === undefined ? {} : { host }), ...planted })
  } catch (cause) {
    throw startFailure({ port, host, seed }, cause)
  }
}

async function readSeed(path: string): Promise<unknown> {
  const input = { kind: 'seed', name: path, source: path } as const
  const text = await readFile(path).catch((cause: unknown) => {
    throw refusal(input, fileReason(cause), {
      code: 'INPUT_UNREADABLE',
      hint: 'Check the path given with --seed, or remove it to start without',
      cause,
    })
  })
  return parseJson({ ...input, text: decode(text) })
}

function startFailure({ port, host, seed }: StandinCommandOptions, cause: unknown): RunnerError {
  if (seed !== undefined && cause instanceof Error && cause.name === 'SeedError') {
    return refusal({ kind: 'seed', name: seed }, cause.message, {
      code: 'SEED_INVALID',
      hint: seedHint(cause),
      cause,
    })
  }
  const [reason, hint] = reasonOf(codeOf(cause), host)
  const place = host === undefined ? `port ${port}` : `port ${port} of "${host}"`
  return new RunnerError('STANDIN_FAILED', `Cannot start the stand-in on ${place}: ${reason}`, {
    cause,
    ...(hint === undefined ? {} : { hint }),
  })
}

/** What was meant by a misspelt word, if one is near. */
function seedHint(cause: Error): string {
  // The only error of this name.
  const { given, known } = cause as SeedError
  const near = suggest(given, known)
  return near === undefined ? 'docs/standin.md says what a seed file may hold' : `Did you mean "${near}"?`
}

function reasonOf(code: string, host: string | undefined): readonly [reason: string, hint?: string] {
  switch (code) {
    case 'EADDRINUSE':
      return ['the port is taken', 'Pass --port <n> with another one, or --port 0 for a free one']
    case 'EACCES':
      return ['the system does not allow this port', 'Pass --port <n> with one from 1024 up']
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return [`this machine has no address "${host ?? ''}"`, 'Pass --host with one of its own, or leave it out']
    default:
      return [code]
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function openDoor(host: string): string {
  return `Warning: the stand-in listens on "${host}", so other machines can reach it and steer it; its secrets are known to all. Leave out --host unless that is what you want.\n`
}

function greeting({ url, variables }: Standin, authority: string | undefined): string {
  const lines = Object.entries(variables).map(([name, value]) => `  ${name.padEnd(16)}${value}`)
  const trust = authority === undefined ? '' : `Its certificate: ${authority} (run … --ssl-extra-ca-certs <file>)\n`
  return `The PingOne stand-in listens on ${url}\n\n${lines.join('\n')}\n\n${trust}Mail and text messages it sent: ${url}/standin/outbox\nCtrl-C stops it.\n`
}

async function writeCertificate(certificate: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'flowgate-standin-')), 'ca.pem')
  await writeFile(path, certificate)
  return path
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
