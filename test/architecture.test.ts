import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom. `imports`: rooms (folders or top-level files of src) besides the room itself; `types`: rooms of which only types may be
 * imported; `packages`: third-party packages and Node modules. Changing this table needs a line in DECISIONS.md.
 */
interface Room {
  readonly imports: readonly string[]
  readonly types?: readonly string[]
  readonly packages: readonly string[]
}

const ROOMS: Readonly<Record<string, Room>> = {
  'errors.ts': { imports: [], packages: [] },
  'suggest.ts': { imports: [], packages: [] },
  model: { imports: [], types: ['errors.ts'], packages: [] },
  plan: { imports: ['model', 'errors.ts'], packages: [] },
  engine: { imports: ['model', 'errors.ts', 'plan'], packages: ['postman-url-encoder'] },
  check: {
    imports: ['model', 'errors.ts', 'suggest.ts', 'load/plain.ts', 'plan/match.ts'],
    types: ['engine/check.ts', 'plan'],
    packages: ['ajv', 'ajv/dist/2020.js', 'ajv-formats', 'json-p3'],
  },
  load: {
    imports: ['model', 'errors.ts', 'suggest.ts'],
    types: ['engine/ports.ts'],
    packages: [
      'postman-collection',
      'postman-collection-transformer',
      'csv-parse/sync',
      'jsonc-parser',
      'tinyglobby',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:url',
      'node:crypto',
    ],
  },
  http: {
    imports: ['model', 'errors.ts'],
    types: ['engine/ports.ts', 'engine/pace.ts'],
    packages: [
      'node:http',
      'node:https',
      'node:http2',
      'node:net',
      'node:tls',
      'node:dns/promises',
      'node:events',
      'node:crypto',
      'node:zlib',
      'node:stream',
      'node:stream/promises',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:util',
      'tough-cookie',
      'socks',
    ],
  },
  auth: {
    imports: ['model', 'errors.ts', 'native/keys.ts'],
    types: ['engine/ports.ts', 'engine/challenge.ts'],
    packages: ['jose', 'node:crypto'],
  },
  native: {
    imports: ['model', 'errors.ts'],
    types: ['engine/ports.ts', 'engine/produced.ts'],
    packages: ['jose', 'node:crypto'],
  },
  script: {
    imports: [
      'model',
      'errors.ts',
      'kept',
      'load/newman-values.ts',
      'load/plain.ts',
      'load/request.ts',
      'load/sent.ts',
      'load/url.ts',
      'load/written.ts',
    ],
    types: ['engine/ports.ts'],
    packages: [
      'postman-collection',
      'pako',
      '@exodus/bytes/encoding-lite.js',
      '@exodus/bytes/multi-byte.js',
      'node:crypto',
      'node:fs',
      'node:module',
      'node:vm',
      'node:worker_threads',
      'web-streams-polyfill',
    ],
  },
  kept: { imports: [], packages: ['node:fs', 'node:module', 'node:path', 'node:url', 'node:vm', 'node:zlib'] },
  report: {
    imports: ['model', 'errors.ts', 'newman/json.ts', 'token', 'units/timings.ts'],
    packages: [
      'handlebars',
      'marked',
      'postman-collection',
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:tty',
      'node:zlib',
    ],
  },
  newman: {
    imports: [
      'model',
      'errors.ts',
      'report',
      'load/body.ts',
      'load/newmanrc.ts',
      'load/plain.ts',
      'load/request.ts',
      'load/sent.ts',
      'load/url.ts',
      'load/written.ts',
      'run.ts',
    ],
    packages: [
      'postman-collection',
      'node:crypto',
      'node:events',
      'node:fs/promises',
      // For the names of status codes.
      'node:http',
      'node:module',
      'node:path',
      'node:url',
    ],
  },
  parity: { imports: ['model', 'errors.ts'], packages: [] },
  'newman-engine': {
    imports: ['model', 'errors.ts', 'load', 'engine/channel.ts'],
    types: ['plan', 'engine-job.ts'],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:events',
      'node:fs',
      'node:fs/promises',
      'node:module',
      'node:path',
    ],
  },
  standin: {
    imports: [],
    packages: [
      'oidc-provider/lib/provider.js',
      'oidc-provider/lib/helpers/weak_cache.js',
      'jose',
      'node:http',
      'node:crypto',
      'node:events',
      'node:net',
      'node:timers/promises',
      'node:util',
      'node:https',
      'node:stream',
      'selfsigned',
    ],
  },
  token: { imports: [], packages: ['jose'] },
  snippet: { imports: ['model', 'errors.ts'], packages: ['postman-collection', 'postman-code-generators'] },
  baseline: { imports: ['model', 'errors.ts', 'load/plain.ts', 'report/outline.ts'], packages: ['jsonc-parser'] },
  contract: {
    imports: ['model', 'errors.ts', 'load/plain.ts', 'report/redact/rules.ts'],
    types: ['engine/check.ts', 'plan'],
    packages: ['jsonc-parser'],
  },
  'compose.ts': {
    imports: ['model', 'errors.ts', 'http', 'auth', 'native', 'script'],
    types: ['engine'],
    packages: ['node:crypto'],
  },
  'run-input.ts': { imports: ['model'], packages: [] },
  doctor: {
    imports: [
      'model',
      'suggest.ts',
      'baseline/entry.ts',
      'engine/clock-skew.ts',
      'engine/substitute.ts',
      'engine/url-text.ts',
      'http/protect.ts',
      'plan/match.ts',
      'native/keys.ts',
      'native/producers.ts',
      'report/redact/names.ts',
      'report/redact/rules.ts',
    ],
    types: ['plan'],
    packages: [],
  },
  preview: {
    imports: [
      'model',
      'plan',
      'doctor',
      'engine/resolve.ts',
      'engine/scopes.ts',
      'engine/url-text.ts',
      'report/cli/text.ts',
      'report/format.ts',
    ],
    types: ['report/cli/style.ts'],
    packages: [],
  },
  units: { imports: ['model', 'errors.ts', 'load/plain.ts'], packages: [] },
  'engine-job.ts': { imports: ['model'], types: ['engine', 'load', 'plan', 'report', 'units'], packages: [] },
  'own-engine.ts': {
    imports: ['model', 'compose.ts', 'contract', 'engine', 'engine-job.ts'],
    types: ['report', 'script/thread.ts', 'units'],
    packages: [],
  },
  'repetitions.ts': {
    imports: ['model', 'units'],
    types: ['engine-job.ts', 'report'],
    packages: [],
  },
  'run-load.ts': { imports: ['model', 'compose.ts', 'check', 'load'], types: ['engine'], packages: [] },
  'run.ts': {
    imports: [
      'model',
      'errors.ts',
      'run-input.ts',
      'run-load.ts',
      'check',
      'engine-job.ts',
      'load',
      'own-engine.ts',
      'plan',
      'repetitions.ts',
      'report',
      'units',
    ],
    packages: [],
  },
  'sign.ts': {
    imports: ['model', 'errors.ts', 'compose.ts', 'load', 'engine', 'report/known-secrets.ts', 'report/redact.ts'],
    packages: [],
  },
  'index.ts': {
    imports: ['model', 'errors.ts', 'compose.ts', 'run.ts', 'load', 'plan', 'engine', 'report'],
    packages: [],
  },
  cli: {
    imports: [
      'model',
      'errors.ts',
      'suggest.ts',
      'baseline',
      'check',
      'compose.ts',
      'contract',
      'doctor',
      'run-input.ts',
      'run.ts',
      'engine-job.ts',
      'repetitions.ts',
      'own-engine.ts',
      'script/syntax.ts',
      'units',
      'load',
      'plan',
      'preview',
      'report',
      'newman',
      'newman-engine',
      'parity',
      'script/thread.ts',
      'standin',
      'sign.ts',
      'snippet',
      'token',
      'native/producers.ts',
    ],
    packages: ['yargs/helpers', 'node:fs/promises', 'node:os', 'node:path'],
  },
  'main.ts': { imports: ['kept'], types: ['cli', 'errors.ts'], packages: ['node:fs', 'node:module', 'node:v8'] },
}

/** Text that may stand nowhere in src, but in the files named. Comments do not count. */
const NEVER: readonly { readonly what: RegExp; readonly except: readonly string[] }[] = [
  { what: /\bprocess\.(exit|argv|exitCode)\b/, except: ['main.ts'] },
  // Snippets are code that reads the environment of whoever runs it.
  { what: /\bprocess\.env\b/, except: ['cli/parse.ts', 'newman/run.ts', 'snippet/ways.ts'] },
  { what: /\bconsole\.\w+\(/, except: [] },
  { what: /setTimeout\([^,]+,\s*0\)|\bsetImmediate\(|\bprocess\.nextTick\(/, except: [] },
  { what: /^(export )?(let|var) /m, except: [] },
  { what: /^(export )?const \w+(: (?!Readonly(Map|Set)<)[^=]+)? = new (Map|Set|WeakMap|WeakSet)\b/m, except: [] },
]

const NEVER_IN_THE_MIDDLE = /from 'node:|\bprocess\b|\bDate\.now\(|\bMath\.random\(|\bsetTimeout\(|\bfetch\(/
const MIDDLE = ['engine', 'plan', 'model', 'contract', 'doctor', 'preview']

const SRC = resolve(import.meta.dirname, '../src')
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, source: readFileSync(join(SRC, path), 'utf8') }))
  .map((file) => ({ ...file, code: file.source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') }))

interface Import {
  readonly target: string
  readonly isType: boolean
}

function importsOf(code: string): readonly Import[] {
  const statements = code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm)
  const dynamic = code.matchAll(/\bimport\('([^']+)'\)/g)
  return [
    ...[...statements].map((match) => ({ target: match[2] ?? '', isType: match[1] !== undefined })),
    ...[...dynamic].map((match) => ({ target: match[1] ?? '', isType: false })),
  ]
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? path
}

/** Why a file may not import what it imports; undefined when it may. */
function fault(path: string, { target, isType }: Import): string | undefined {
  const room = ROOMS[roomOf(path)]
  if (room === undefined) return `${path}: no row for this place in the table`
  if (!target.startsWith('.'))
    return room.packages.includes(target) ? undefined : `${path} imports the package ${target}`
  const imported = relative(SRC, resolve(SRC, dirname(path), target))
  if (!target.endsWith('.ts') && !target.endsWith('.js')) return `${path}: ${target} lacks its ending`
  if (roomOf(imported) === roomOf(path)) return undefined
  const may = (names: readonly string[] = []): boolean => names.includes(roomOf(imported)) || names.includes(imported)
  return may(room.imports) || (isType && may(room.types))
    ? undefined
    : `${path} imports ${isType ? 'types of ' : ''}${imported}`
}

describe('architecture', () => {
  it('lets every file import only what the table allows', () => {
    const faults = files.flatMap(({ path, code }) => importsOf(code).flatMap((entry) => fault(path, entry) ?? []))

    expect(faults).toEqual([])
  })

  it('has no import cycle', () => {
    const graph = new Map(
      files.map(({ path, code }) => [
        path,
        importsOf(code).flatMap(({ target }) =>
          target.startsWith('.') ? [relative(SRC, resolve(SRC, dirname(path), target))] : [],
        ),
      ]),
    )

    expect([...graph.keys()].flatMap((path) => cycleFrom(path, graph) ?? [])).toEqual([])
  })

  it('keeps what is forbidden everywhere out of every file', () => {
    const found = files.flatMap(({ path, code }) =>
      NEVER.filter(({ what, except }) => what.test(code) && !except.includes(path)).map(
        ({ what }) => `${path}: ${what.exec(code)?.[0]}`,
      ),
    )

    expect(found).toEqual([])
  })

  it('keeps the middle pure', () => {
    const found = files
      .filter(({ path }) => MIDDLE.includes(roomOf(path)))
      .flatMap(({ path, code }) =>
        NEVER_IN_THE_MIDDLE.test(code) ? [`${path}: ${NEVER_IN_THE_MIDDLE.exec(code)?.[0]}`] : [],
      )

    expect(found).toEqual([])
  })

  it('keeps files small: none over 250 lines, the median under 100', () => {
    const sizes = files
      .map(({ path, source }) => ({ path, lines: source.split('\n').length - 1 }))
      .toSorted((a, b) => a.lines - b.lines)

    expect(sizes.filter(({ lines }) => lines > 250)).toEqual([])
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThan(100)
  })
})

function cycleFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  const seen = new Set<string>()
  const walk = (path: string, trail: readonly string[]): string | undefined => {
    if (path === start && trail.length > 0) return [...trail, path].join(' → ')
    if (seen.has(path)) return undefined
    seen.add(path)
    for (const next of graph.get(path) ?? []) {
      const cycle = walk(next, [...trail, path])
      if (cycle !== undefined) return cycle
    }
    return undefined
  }
  return walk(start, [])
}
