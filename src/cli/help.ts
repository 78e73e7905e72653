import type { Flag } from './flags/flag.ts'
import { INPUT_FLAGS } from './flags/inputs.ts'
import { REQUEST_FLAGS } from './flags/requests.ts'
import {
  COMMON_FLAGS,
  DOCTOR_FLAGS,
  DRIFT_FLAGS,
  LOG_REPORT_FLAGS,
  PARITY_FLAGS,
  PARITY_REPORT_FLAGS,
  RUN_FLAGS,
  SIGN_FLAGS,
  SNIPPET_FLAGS,
  STANDIN_FLAGS,
  TOKEN_FLAGS,
} from './flags.ts'

/** Name of a command. */
export type CommandName =
  | 'run'
  | 'parity'
  | 'standin'
  | 'sign'
  | 'token'
  | 'snippet'
  | 'report'
  | 'merge'
  | 'drift'
  | 'doctor'

/** What the help says of a command. */
interface Command {
  readonly usage: string
  readonly summary: string
  readonly flags: readonly Flag[]
  readonly examples: readonly string[]
}

/** The commands. */
export const COMMANDS: Readonly<Record<CommandName, Command>> = Object.freeze<Record<CommandName, Command>>({
  run: {
    usage: 'flowgate run <collection|folder|pattern> [<collection> …] [flags]',
    summary: 'Run Postman collections and judge them',
    flags: Object.freeze([...RUN_FLAGS, ...COMMON_FLAGS]),
    examples: [
      'flowgate run collection.json -e environment.json',
      'flowgate run collection.json -r cli,junit,html',
      'flowgate run collection.json -r junit=out/junit.xml --bail',
      'flowgate run collections/transaction-approval.postman_collection.json --standin',
      "flowgate run collections/ 'apis/**/*.json' -e environment.json --workers 8",
    ],
  },
  parity: {
    usage: 'flowgate parity <collection> [<collection> …] [flags]',
    summary: 'Run collections by newman and by flowgate, and print every difference',
    flags: Object.freeze([...PARITY_FLAGS, ...INPUT_FLAGS, ...REQUEST_FLAGS, ...PARITY_REPORT_FLAGS, ...COMMON_FLAGS]),
    examples: ['flowgate parity collection.json -e environment.json', 'flowgate parity collection.json --own-ways'],
  },
  standin: {
    usage: 'flowgate standin [flags]',
    summary: 'Start the PingOne stand-in, on the loopback interface unless told otherwise',
    flags: Object.freeze([...STANDIN_FLAGS, ...COMMON_FLAGS]),
    examples: ['flowgate standin', 'flowgate standin --port 9500', 'flowgate standin --seed seed.json --tls'],
  },
  sign: {
    usage: 'flowgate sign <request|login-hint|client-assertion> [flags]',
    summary: 'Print a signed JWT, made from variables as in a run',
    flags: Object.freeze([...SIGN_FLAGS, ...COMMON_FLAGS]),
    examples: [
      'flowgate sign request -e environment.json',
      'flowgate sign client-assertion --env-var clientAuthAlg=ES256 -e environment.json --explain',
    ],
  },
  token: {
    usage: 'flowgate token <jwt|-> [flags]',
    summary: 'Explain a JWT and say what is wrong with it: exit 1 if it is invalid',
    flags: Object.freeze([...TOKEN_FLAGS, ...COMMON_FLAGS]),
    examples: [
      'flowgate token eyJhbGciOi… --jwks https://auth.pingone.com/<envID>/as/jwks',
      'flowgate sign request -e environment.json | flowgate token - --secret-env APP_SECRET',
    ],
  },
  snippet: {
    usage: 'flowgate snippet <collection> --request <name> --language <name> [flags]',
    summary: 'Print the code that sends a request, its variables left as they are',
    flags: Object.freeze([...SNIPPET_FLAGS, ...COMMON_FLAGS]),
    examples: [
      'flowgate snippet collection.json --request "Get the token" --language curl',
      'flowgate snippet collection.json --request "Users/Get a user" --language php --variant Guzzle',
      'flowgate snippet --list',
    ],
  },
  report: {
    usage: 'flowgate report <log|-> [flags]',
    summary: 'Write the reports of a run that was recorded with -r ndjson',
    flags: Object.freeze([...LOG_REPORT_FLAGS, ...COMMON_FLAGS]),
    examples: ['flowgate report run.ndjson', 'flowgate report run.ndjson -r html=out/run.html,junit=out/run.xml'],
  },
  merge: {
    usage: 'flowgate merge <log|folder|pattern> [<log> …] [flags]',
    summary: 'Write one report of all shards from their logs, as if they had been one run',
    flags: Object.freeze([...LOG_REPORT_FLAGS, ...COMMON_FLAGS]),
    examples: ['flowgate merge logs/ -r cli,junit,html', "flowgate merge 'logs/**/*.ndjson' -r timings=timings.json"],
  },
  drift: {
    usage: 'flowgate drift <collection> [flags]',
    summary: 'Run a collection and print where its saved examples are out of date: exit 1 if they are',
    flags: Object.freeze([...DRIFT_FLAGS, ...COMMON_FLAGS]),
    examples: [
      'flowgate drift collection.json -e environment.json',
      'flowgate drift collection.json --from run.ndjson --update',
    ],
  },
  doctor: {
    usage: 'flowgate doctor <collection|folder|pattern> [<collection> …] [flags]',
    summary: 'Examine collections and their environment before a run, and say how to correct them',
    flags: Object.freeze([...DOCTOR_FLAGS, ...COMMON_FLAGS]),
    examples: [
      'flowgate doctor collection.json -e environment.json',
      'flowgate doctor collections/ -e environment.json --strict',
    ],
  },
})

const EXIT_CODES = `Exit codes
  0 all passed   1 the run has failures   2 usage or input   3 a report could not be written
  4 a defect of flowgate   130/143 interrupted`

/** The help of one command, or of flowgate itself. `width`: columns. */
export function help(command: CommandName | undefined, width: number): string {
  if (command === undefined) return general()
  const { usage, summary, flags, examples } = COMMANDS[command]
  const groups = [...new Set(flags.map(({ group }) => group))]
  const sections = groups.map((group) =>
    section(
      group,
      flags.filter((flag) => flag.group === group),
      width,
    ),
  )
  const shown = examples.map((example) => `  ${example}`).join('\n')
  return `${usage}\n\n${summary}\n\nExamples\n${shown}\n\n${sections.join('\n\n')}\n\n${EXIT_CODES}\n`
}

function general(): string {
  const names = Object.keys(COMMANDS) as readonly CommandName[]
  const commands = names.map((name) => `  ${name.padEnd(10)}${COMMANDS[name].summary}`).join('\n')
  const examples = [COMMANDS.run.examples[0], COMMANDS.run.examples[3]].map((example) => `  ${example}`).join('\n')
  return `flowgate <command> [flags]\n\nA headless runner for Postman collections.\n\nExamples\n${examples}\n\nCommands\n${commands}\n\nflowgate <command> --help shows the flags of a command.\n\n${EXIT_CODES}\n`
}

const FLAG_COLUMN = 36

function section(title: string, flags: readonly Flag[], width: number): string {
  return `${title}\n${flags.map((flag) => line(flag, width)).join('\n')}`
}

function line(flag: Flag, width: number): string {
  const alias = flag.alias === undefined ? '    ' : `-${flag.alias}, `
  const [open, close] = flag.alone === undefined ? ['<', '>'] : ['[', ']']
  const choice = flag.type === 'boolean' && flag.choices !== undefined ? `[=${flag.choices.join('|')}]` : ''
  const value = flag.value === undefined ? choice : ` ${open}${flag.value}${close}`
  const name = `  ${alias}--${flag.name}${value}`
  const text = flag.defaultText === undefined ? flag.help : `${flag.help} [${flag.defaultText}]`
  const indent = ' '.repeat(FLAG_COLUMN)
  const wrapped = wrap(text, Math.max(30, width - FLAG_COLUMN)).join(`\n${indent}`)
  return name.length < FLAG_COLUMN - 1 ? `${name.padEnd(FLAG_COLUMN)}${wrapped}` : `${name}\n${indent}${wrapped}`
}

function wrap(text: string, width: number): readonly string[] {
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1)
    if (last === undefined) return [word]
    return last.length + 1 + word.length <= width ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word]
  }, [])
}
