/** One flag of the command line. Parsing, `--help` and the README section are made from the tables below. */
export interface Flag {
  readonly name: string
  readonly alias?: string
  /** `list`: repeatable, and values separated by commas; `repeat`: repeatable, each value whole; `ms`: 500, 30s, 2m. */
  readonly type: 'text' | 'list' | 'repeat' | 'boolean' | 'count' | 'ms' | 'choice'
  readonly choices?: readonly string[]
  /** What stands for the value in the help. */
  readonly value?: string
  readonly help: string
  /** Shown in the help; the value itself is set by whoever owns the option. */
  readonly defaultText?: string
  readonly group: string
}

/** Flags of `flowgate run`. Newman's names and meanings win wherever newman has the flag. */
export const RUN_FLAGS: readonly Flag[] = Object.freeze<Flag[]>([
  {
    group: 'Collection',
    name: 'environment',
    alias: 'e',
    type: 'text',
    value: 'path',
    help: 'Environment file or URL',
  },
  { group: 'Collection', name: 'globals', alias: 'g', type: 'text', value: 'path', help: 'Globals file or URL' },
  {
    group: 'Collection',
    name: 'iteration-data',
    alias: 'd',
    type: 'text',
    value: 'path',
    help: 'Iteration data, CSV or JSON',
  },
  {
    group: 'Collection',
    name: 'iteration-count',
    alias: 'n',
    type: 'count',
    value: 'n',
    help: 'Iterations to run',
    defaultText: 'rows of data, else 1',
  },
  {
    group: 'Collection',
    name: 'folder',
    type: 'repeat',
    value: 'name',
    help: 'Run only this folder or request: name, id or path A/B; repeatable',
  },
  {
    group: 'Variables',
    name: 'env-var',
    type: 'repeat',
    value: 'key=value',
    help: 'Set an environment variable; repeatable',
  },
  {
    group: 'Variables',
    name: 'global-var',
    type: 'repeat',
    value: 'key=value',
    help: 'Set a global variable; repeatable',
  },
  { group: 'Requests', name: 'ignore-redirects', type: 'boolean', help: 'Do not follow redirects' },
  {
    group: 'Requests',
    name: 'delay-request',
    type: 'ms',
    value: 'ms',
    help: 'Pause before each request',
    defaultText: '0',
  },
  {
    group: 'Requests',
    name: 'timeout-request',
    type: 'ms',
    value: 'ms',
    help: 'Time for one request with its redirects, 0 = no limit',
    defaultText: '2m',
  },
  { group: 'Requests', name: 'insecure', alias: 'k', type: 'boolean', help: 'Accept any TLS certificate' },
  {
    group: 'Requests',
    name: 'working-dir',
    type: 'text',
    value: 'path',
    help: 'Folder that files of request bodies are read from',
    defaultText: 'the current folder',
  },
  {
    group: 'Requests',
    name: 'insecure-file-read',
    type: 'boolean',
    help: 'Read body files outside the working dir; --no-insecure-file-read forbids it',
    defaultText: 'on',
  },
  {
    group: 'Run control',
    name: 'bail',
    type: 'text',
    value: 'folder|failure',
    help: 'Stop at the first failure (folder: at the first error that is no failed assertion)',
  },
  {
    group: 'Run control',
    name: 'timeout',
    type: 'ms',
    value: 'ms',
    help: 'Time for the whole run, 0 = no limit',
    defaultText: '0',
  },
  {
    group: 'Run control',
    name: 'timeout-script',
    type: 'ms',
    value: 'ms',
    help: 'Time for one script, 0 = no limit',
    defaultText: '3m',
  },
  {
    group: 'Run control',
    name: 'suppress-exit-code',
    alias: 'x',
    type: 'boolean',
    help: 'Exit 0 even if the run has failures',
  },
  {
    group: 'Identity',
    name: 'standin',
    type: 'boolean',
    help: 'Start the PingOne stand-in and point authPath and apiPath at it',
  },
  {
    group: 'Identity',
    name: 'native',
    type: 'boolean',
    help: 'Make signed values natively; --no-native runs the marked scripts instead',
    defaultText: 'on',
  },
  {
    group: 'Identity',
    name: 'angle',
    type: 'boolean',
    help: 'Resolve <<name>> like {{name}}; --no-angle leaves it as written',
    defaultText: 'on',
  },
  {
    group: 'Reports',
    name: 'reporters',
    alias: 'r',
    type: 'list',
    value: 'name[=path]',
    help: 'cli, junit, json, html, ndjson; a file goes to reports/ unless told otherwise',
    defaultText: 'cli',
  },
  {
    group: 'Reports',
    name: 'reporter-<name>-export',
    type: 'text',
    value: 'path',
    help: 'Where the report of that name goes',
  },
  {
    group: 'Reports',
    name: 'show-secrets',
    type: 'boolean',
    help: 'Do not mask secrets in reports and on the terminal',
  },
  {
    group: 'Output',
    name: 'color',
    type: 'choice',
    choices: ['auto', 'on', 'off'],
    value: 'auto|on|off',
    help: 'Colour',
    defaultText: 'auto',
  },
  { group: 'Output', name: 'disable-unicode', type: 'boolean', help: 'ASCII signs only' },
  { group: 'Output', name: 'silent', type: 'boolean', help: 'No terminal report' },
])

/** Flags of `flowgate standin`. */
export const STANDIN_FLAGS: readonly Flag[] = Object.freeze<Flag[]>([
  { group: 'Stand-in', name: 'port', type: 'count', value: 'n', help: 'Port on 127.0.0.1', defaultText: '9400' },
])

/** Flags that every command knows. */
export const COMMON_FLAGS: readonly Flag[] = Object.freeze<Flag[]>([
  { group: 'General', name: 'help', alias: 'h', type: 'boolean', help: 'Show this help' },
  { group: 'General', name: 'version', alias: 'v', type: 'boolean', help: 'Show the version' },
])
