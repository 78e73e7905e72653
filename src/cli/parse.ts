import { RunnerError } from '../errors.ts'
import type { Variable } from '../model/collection.ts'
import type { EngineOptions } from '../model/options.ts'
import type { RunInput } from '../run.ts'
import type { Arguments } from './arguments.ts'
import { COMMANDS, type CommandName, help } from './help.ts'
import { cutReporterFlags, type ReporterFlag, reporterOptions } from './reporter-flags.ts'
import { suggest } from './suggest.ts'

/** What the user asked for. */
export type Invocation =
  | { readonly command: 'run'; readonly options: RunCommandOptions }
  | { readonly command: 'standin'; readonly port: number }
  | { readonly command: 'help'; readonly text: string; readonly isMistake: boolean }
  | { readonly command: 'version' }

/** The options of `flowgate run`: those of the run, and those of what surrounds it. */
export interface RunCommandOptions {
  readonly run: RunInput
  readonly reporters: readonly ReporterChoice[]
  readonly suppressExitCode: boolean
  readonly showSecrets: boolean
  readonly standin: boolean
  readonly screen: ScreenFlags
}

/** One report to write. */
export interface ReporterChoice {
  readonly name: string
  /** Where it goes; absent: where this reporter usually goes. */
  readonly target?: string
  readonly options: Readonly<Record<string, string | boolean>>
}

/** What the user and the environment say about the terminal. */
interface ScreenFlags {
  readonly color: 'auto' | 'on' | 'off'
  readonly unicode: boolean
  /** Values of NO_COLOR, FORCE_COLOR, TERM and CI. */
  readonly env: Readonly<Record<'NO_COLOR' | 'FORCE_COLOR' | 'TERM' | 'CI', string | undefined>>
}

/** Words of the user → what to do. `width`: columns for the help. Throws RunnerError USAGE. */
export async function parse(argv: readonly string[], width: number): Promise<Invocation> {
  const [first, ...rest] = argv
  if (first === undefined) return { command: 'help', text: help(undefined, width), isMistake: true }
  if (isOneOf(first, '--help', '-h', 'help')) return helpOn(rest[0], width)
  if (isOneOf(first, '--version', '-v')) return { command: 'version' }
  if (!isCommand(first)) throw unknownCommand(first)

  const { rest: plain, flags: reporterFlags } = cutReporterFlags(withBailValue(rest))
  if (plain.some((word) => isOneOf(word, '--help', '-h'))) return helpOn(first, width)
  // yargs takes longer to load than all else that help and version need.
  const { readArguments } = await import('./arguments.ts')
  const given = readArguments(plain, COMMANDS[first].flags)
  if (given.isOn('version', false)) return { command: 'version' }
  if (first === 'standin') return { command: 'standin', port: standinPort(given) }
  return { command: 'run', options: runCommandOptions(given, reporterFlags) }
}

function isOneOf(word: string, ...words: readonly string[]): boolean {
  return words.includes(word)
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word)
}

function helpOn(word: string | undefined, width: number): Invocation {
  const command = word !== undefined && isCommand(word) ? word : undefined
  return { command: 'help', text: help(command, width), isMistake: false }
}

function unknownCommand(word: string): RunnerError {
  const near = suggest(word, Object.keys(COMMANDS))
  const isFile = /\.json$/i.test(word)
  const hint = isFile ? `Write flowgate run ${word}` : near && `Did you mean flowgate ${near}?`
  const what = word.startsWith('-') ? 'unknown flag' : 'unknown command'
  return new RunnerError('USAGE', `Cannot read the command line: ${what} "${word}"`, hint ? { hint } : {})
}

/** `--bail` may stand alone: then what follows is not its value. */
function withBailValue(argv: readonly string[]): readonly string[] {
  return argv.map((word, i) => {
    const isAlone = word === '--bail' && !/^(folder|failure)(,(folder|failure))*$/.test(argv[i + 1] ?? '')
    return isAlone ? '--bail=failure' : word
  })
}

function standinPort(given: Arguments): number {
  const port = given.count('port', 0) ?? 9400
  if (port <= 65_535 && given.positionals.length === 0) return port
  if (port > 65_535)
    throw new RunnerError('USAGE', `Cannot read the command line: --port cannot be "${port}"`, {
      hint: 'Ports end at 65535',
    })
  throw new RunnerError('USAGE', `Cannot read the command line: standin takes no "${given.positionals[0]}"`)
}

function runCommandOptions(given: Arguments, reporterFlags: readonly ReporterFlag[]): RunCommandOptions {
  const { NO_COLOR, FORCE_COLOR, TERM, CI } = process.env
  return {
    run: runInput(given),
    reporters: reporterChoices(given, reporterFlags),
    suppressExitCode: given.isOn('suppress-exit-code', false),
    showSecrets: given.isOn('show-secrets', false),
    standin: given.isOn('standin', false),
    screen: {
      color: colorOf(given.text('color')),
      unicode: !given.isOn('disable-unicode', false),
      env: { NO_COLOR, FORCE_COLOR, TERM, CI },
    },
  }
}

function runInput(given: Arguments): RunInput {
  const [collection, ...more] = given.positionals
  if (collection === undefined) {
    throw new RunnerError('USAGE', 'Cannot run: no collection given', {
      hint: 'Write flowgate run <collection.json>',
    })
  }
  if (more.length > 0) {
    throw new RunnerError('USAGE', `Cannot run: one collection at a time, but also "${more[0]}" is given`)
  }
  return {
    collection,
    ...defined({
      environment: given.text('environment'),
      globals: given.text('globals'),
      iterationData: given.text('iteration-data'),
      iterationCount: given.count('iteration-count', 1),
    }),
    folder: given.list('folder'),
    envVar: given.list('env-var').map(assignment),
    globalVar: given.list('global-var').map(assignment),
    engine: engineInput(given),
    http: { strictSSL: !given.isOn('insecure', false) },
    files: defined({
      workingDir: given.text('working-dir'),
      insecureFileRead: given.isOn('insecure-file-read', true),
    }),
  }
}

function engineInput(given: Arguments): Partial<EngineOptions> {
  return defined({
    bail: bailOf(given.text('bail')),
    delayRequestMs: given.ms('delay-request'),
    timeoutMs: given.ms('timeout'),
    timeoutScriptMs: given.ms('timeout-script'),
    timeoutRequestMs: given.ms('timeout-request'),
    native: given.isOn('native', true),
    angle: given.isOn('angle', true),
    followRedirects: !given.isOn('ignore-redirects', false),
  })
}

function bailOf(text: string | undefined): 'failure' | 'folder' | undefined {
  if (text === undefined) return undefined
  const modifiers = text.split(',')
  const wrong = modifiers.find((modifier) => !isOneOf(modifier, 'folder', 'failure'))
  if (wrong !== undefined) {
    throw new RunnerError('USAGE', `Cannot read the command line: --bail cannot be "${wrong}"`, {
      hint: 'Use --bail, --bail failure or --bail folder',
    })
  }
  return modifiers.includes('failure') ? 'failure' : 'folder'
}

function colorOf(text: string | undefined): 'auto' | 'on' | 'off' {
  return text === 'on' || text === 'off' ? text : 'auto'
}

function assignment(text: string): Variable {
  const equals = text.indexOf('=')
  const [key, value] = equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)]
  if (key !== '') return { key, value, origin: 'cli' }
  throw new RunnerError('USAGE', `Cannot read the command line: "${text}" has no variable name`, {
    hint: 'Write key=value',
  })
}

function reporterChoices(given: Arguments, flags: readonly ReporterFlag[]): readonly ReporterChoice[] {
  const lists = given.list('reporters')
  const written = lists.length === 0 || lists.includes('') ? ['cli'] : lists.flatMap(entries)
  const choices = written.map((entry) => {
    const equals = entry.indexOf('=')
    return equals < 0 ? { name: entry } : { name: entry.slice(0, equals), target: entry.slice(equals + 1) }
  })
  const names = choices.map(({ name }) => name)
  return choices
    .filter(({ name }) => name !== 'cli' || !given.isOn('silent', false))
    .map((choice) => {
      const { export: target, ...options } = reporterOptions(choice.name, names, flags)
      return { ...choice, ...(typeof target === 'string' && !choice.target && { target }), options }
    })
}

/** `cli,html=a.html` → its entries; a comma inside of a path is not supported, as in newman. */
function entries(list: string): readonly string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

/** The entries that have a value: an option that was not given must not hide its default. */
function defined<T extends object>(entries: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}
