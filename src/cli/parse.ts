import { RunnerError } from '../errors.ts'
import { newmanrcPaths } from '../load/newmanrc.ts'
import { suggest } from '../suggest.ts'
import type { DoctorOptions } from './commands/doctor.ts'
import type { DriftOptions } from './commands/drift.ts'
import type { MergeOptions } from './commands/merge.ts'
import type { ParityOptions } from './commands/parity.ts'
import type { ReportOptions } from './commands/report.ts'
import type { SignOptions } from './commands/sign.ts'
import type { SnippetOptions } from './commands/snippet.ts'
import type { StandinCommandOptions } from './commands/standin.ts'
import type { TokenOptions } from './commands/token.ts'
import { newmanFlags } from './compat.ts'
import { readConfig } from './config.ts'
import { COMMANDS, type CommandName, help } from './help.ts'
import { cutReporterFlags, type ReporterFlag } from './reporter-flags.ts'
import type { RunCommandOptions } from './run-options.ts'
import { argumentsOf, type FlagValues, type Given } from './values.ts'

/** What the user asked for. */
export type Invocation =
  | { readonly command: 'run'; readonly options: RunCommandOptions }
  | { readonly command: 'parity'; readonly options: ParityOptions }
  | { readonly command: 'standin'; readonly options: StandinCommandOptions }
  | { readonly command: 'sign'; readonly options: SignOptions }
  | { readonly command: 'token'; readonly options: TokenOptions }
  | { readonly command: 'snippet'; readonly options: SnippetOptions }
  | { readonly command: 'report'; readonly options: ReportOptions }
  | { readonly command: 'merge'; readonly options: MergeOptions }
  | { readonly command: 'drift'; readonly options: DriftOptions }
  | { readonly command: 'doctor'; readonly options: DoctorOptions }
  | { readonly command: 'help'; readonly text: string; readonly isMistake: boolean }
  | { readonly command: 'version' }

/** Words of the user and configuration files → what to do. `width`: columns for the help. Throws RunnerError, most often USAGE. */
export async function parse(argv: readonly string[], width: number): Promise<Invocation> {
  const [first, ...rest] = argv
  if (first === undefined) return { command: 'help', text: help(undefined, width), isMistake: true }
  if (isOneOf(first, '--help', '-h', 'help')) return helpOn(rest[0], width)
  if (isOneOf(first, '--version', '-v')) return { command: 'version' }
  if (!isCommand(first)) throw unknownCommand(first)

  const { rest: plain, flags: reporterFlags } = cutReporterFlags(rest)
  if (plain.some((word) => isOneOf(word, '--help', '-h'))) return helpOn(first, width)
  // yargs takes longer to load than all else that help and version need.
  const { readArguments } = await import('./arguments.ts')
  const { flags } = COMMANDS[first]
  const given = readArguments(plain, flags)
  if (given.values['version'] === true) return { command: 'version' }
  if (first === 'standin') {
    const { standinOptions } = await import('./standin-options.ts')
    return { command: first, options: standinOptions(argumentsOf(given, flags)) }
  }
  if (first === 'sign' || first === 'token') {
    const { signOptions, tokenOptions } = await import('./identity-options.ts')
    const words = argumentsOf(given, flags)
    return first === 'sign'
      ? { command: first, options: signOptions(words, process.env) }
      : { command: first, options: tokenOptions(words, process.env) }
  }
  if (first === 'snippet') {
    const { snippetOptions } = await import('./snippet-options.ts')
    return { command: first, options: snippetOptions(argumentsOf(given, flags), process.env) }
  }
  if (first === 'report' || first === 'merge') {
    const { mergeOptions, reportOptions } = await import('./report-options.ts')
    const [words, beside] = [argumentsOf(given, flags), { reporterFlags, env: process.env }]
    return first === 'report'
      ? { command: first, options: reportOptions(words, beside) }
      : { command: first, options: mergeOptions(words, beside) }
  }
  if (first === 'drift') {
    const { driftOptions } = await import('./drift-options.ts')
    return {
      command: first,
      options: driftOptions(argumentsOf(given, flags), {
        given,
        reporterFlags,
        config: { reporter: {} },
        env: process.env,
      }),
    }
  }
  if (first === 'doctor') {
    const { doctorOptions } = await import('./doctor-options.ts')
    const { collectionsOf } = await import('./collections.ts')
    const found = argumentsOf({ ...given, positionals: await collectionsOf(given.positionals) }, flags)
    const beside = { given, reporterFlags, config: { reporter: {} }, env: process.env }
    return { command: first, options: doctorOptions(found, beside) }
  }
  if (first === 'parity') return { command: 'parity', options: await parityOptions(given) }
  return { command: 'run', options: await runOptions(given, reporterFlags) }
}

function isOneOf(word: string, ...words: readonly string[]): boolean {
  return words.includes(word)
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word)
}

async function helpOn(word: string | undefined, width: number): Promise<Invocation> {
  const command = word !== undefined && isCommand(word) ? word : undefined
  const inputs = command === 'sign' ? `\n${(await import('./inputs-help.ts')).inputsHelp()}` : ''
  return { command: 'help', text: help(command, width) + inputs, isMistake: false }
}

function unknownCommand(word: string): RunnerError {
  const near = suggest(word, Object.keys(COMMANDS))
  const isFile = /\.json$/i.test(word)
  const hint = isFile ? `Write flowgate run ${word}` : near && `Did you mean flowgate ${near}?`
  const what = word.startsWith('-') ? 'unknown flag' : 'unknown command'
  return new RunnerError('USAGE', `Cannot read the command line: ${what} "${word}"`, hint ? { hint } : {})
}

/** Both engines get the flags of `run`; flowgate goes newman's ways unless `--own-ways` asks for its own. */
async function parityOptions({ positionals, values }: Given): Promise<ParityOptions> {
  const own = argumentsOf({ positionals, values }, COMMANDS.parity.flags)
  const ways: FlagValues = own.isOn('own-ways', false) ? {} : { compat: 'newman' }
  const { runs } = await runOptions({ positionals, values: { ...ways, ...values } }, [])
  return { runs, newmanRuns: own.count('newman-runs', 1) ?? 2, showSecrets: values['show-secrets'] === true }
}

/** What is given wins over configuration files, and these over what `--compat` stands for. */
async function runOptions(
  { positionals, values: given }: Given,
  reporterFlags: readonly ReporterFlag[],
): Promise<RunCommandOptions> {
  const { runCommandOptions } = await import('./run-options.ts')
  const { flags } = COMMANDS.run
  const config = await readConfig(flags, newmanrcPaths(process.env['HOME'] ?? process.env['USERPROFILE']))
  const asked = { ...config.values, ...given }
  const values = asked['compat'] === 'newman' ? newmanFlags(asked, flags) : asked
  const origins = Object.fromEntries(Object.entries(config.origins).filter(([name]) => !Object.hasOwn(given, name)))
  const counted = Object.entries(given).filter(([name, value]) => values[name] === value)
  const { collectionsOf } = await import('./collections.ts')
  const collections = await collectionsOf(positionals)
  return runCommandOptions(argumentsOf({ positionals: collections, values, origins }, flags), {
    given: { positionals, values: Object.fromEntries(counted) },
    reporterFlags,
    config,
    env: process.env,
  })
}
