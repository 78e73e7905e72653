import type { Splicing } from './splice.ts'

/** A language of the page, and how it reads variables of the environment. */
export interface Way extends Splicing {
  readonly name: string
  readonly title: string
  /** What the code needs besides, when it reads variables. */
  readonly prepare?: (code: string, names: readonly string[]) => string
}

const DOUBLE: Pick<Splicing, 'quotes' | 'raw' | 'plus'> = Object.freeze({ quotes: ['"'], raw: [], plus: ' + ' })
const BOTH: Pick<Splicing, 'quotes' | 'raw' | 'plus'> = Object.freeze({ quotes: ['"', "'"], raw: [], plus: ' + ' })

/** The languages of PingOne's pages, in their order. Source: PingOne Platform API, "Send an authorization request". */
export const WAYS: readonly Way[] = Object.freeze<Way[]>([
  { name: 'curl', title: 'cURL', quotes: ["'"], raw: ["'"], plus: '', read: (name) => `"$${name}"` },
  {
    name: 'csharp',
    title: 'C#',
    quotes: ['@"', '"'],
    raw: ['@"'],
    plus: ' + ',
    read: (name) => `Environment.GetEnvironmentVariable("${name}")`,
  },
  {
    name: 'go',
    title: 'Go',
    quotes: ['"', '`'],
    raw: ['`'],
    plus: ' + ',
    read: (name) => `os.Getenv("${name}")`,
    // A form with files has it already.
    prepare: (code) => (/^ {2}"os"$/m.test(code) ? code : code.replace('import (\n', 'import (\n  "os"\n')),
  },
  {
    name: 'http',
    title: 'HTTP',
    quotes: [],
    raw: [],
    plus: '',
    read: (name) => `$${name}`,
    // It is not known before the variables are.
    prepare: (code) => code.replace(/^Content-Length: \d+\r?\n/m, ''),
  },
  { name: 'java', title: 'Java', ...DOUBLE, read: (name) => `System.getenv("${name}")` },
  {
    name: 'jquery',
    title: 'jQuery',
    ...DOUBLE,
    read: (name) => name,
    // A browser has no environment.
    prepare: (code, names) => `${names.map((name) => `const ${name} = prompt("${name}");\n`).join('')}\n${code}`,
  },
  { name: 'nodejs', title: 'NodeJS', ...BOTH, read: (name) => `process.env.${name}` },
  {
    name: 'python',
    title: 'Python',
    ...BOTH,
    read: (name) => `os.environ["${name}"]`,
    prepare: (code) => `import os\n${code}`,
  },
  { name: 'php', title: 'PHP', ...BOTH, plus: ' . ', read: (name) => `getenv('${name}')` },
  { name: 'ruby', title: 'Ruby', ...BOTH, read: (name) => `ENV["${name}"]` },
  {
    name: 'swift',
    title: 'Swift',
    ...DOUBLE,
    read: (name) => `(ProcessInfo.processInfo.environment["${name}"] ?? "")`,
  },
])
