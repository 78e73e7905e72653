import type { RunEvent } from '../model/event.ts'
import type { Rerun } from '../model/rerun.ts'
import { mapped } from '../report/mapped.ts'
import type { Redactor } from '../report/redact.ts'
import { shellVariable, shellWord } from '../report/shell.ts'
import type { Flag } from './flags/flag.ts'
import { RUN_FLAGS } from './flags.ts'
import type { FlagValue, Given } from './values.ts'

/** What tells which values are secret: those that it masks. */
type Judge = Pick<Redactor, 'document'>

/**
 * The command line that runs one collection of a command again, from the words that were given. What configuration files say is found by it again.
 * Undefined if it could not: standard input is read once, and control characters fit on no line.
 */
export function rerunOf({ positionals, values }: Given, collection: unknown, judge: Judge): Rerun | undefined {
  const source = positionals.length > 0 && typeof collection === 'string' ? [wordOf('collection', collection)] : []
  const flags = RUN_FLAGS.filter((flag) => isInput(flag) || (values['seed'] !== undefined && FILTERS.has(flag.name)))
  const words = [...source, ...flags.flatMap((flag) => wordsOf(flag, values[flag.name]))]
  const command = ['flowgate', 'run', ...words.map((word) => written(word, judge))].join(' ')
  const folder = values['folder']
  const isPiped = [collection, ...Object.values(values).flat()].includes('-')
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (isPiped || /[\u0000-\u001f\u007f]/.test(command)) return undefined
  const only = values['only-iterations']
  return {
    command,
    folder: Array.isArray(folder) ? folder : [],
    ...(typeof only === 'string' && { onlyIterations: only }),
    ...(values['engine'] !== 'newman' && { byIteration: true }),
  }
}

/** The events of a run, and in the first of them how to run it again: once, in the order that it had. */
export function withRerun(
  events: AsyncIterable<RunEvent>,
  rerunFor: (seed: number | undefined) => Rerun | undefined,
): AsyncIterable<RunEvent> {
  return mapped(events, (event) => {
    const rerun = event.type === 'run:start' ? rerunFor(event.seed) : undefined
    return event.type === 'run:start' && rerun ? { ...event, rerun } : event
  })
}

/** The words that were given, but for the order that a run had. */
export function givenFor({ values, ...given }: Given, seed: number | undefined): Given {
  const order = seed === undefined ? {} : { shuffle: true, seed: String(seed) }
  return { ...given, values: { ...values, ...order } }
}

/** What else was asked for: where to stop, what to write, and what to run, which the reader of the report decides anew. */
const NO_INPUTS: ReadonlySet<string> = new Set([
  'folder',
  'grep',
  'exclude',
  'tag',
  'only-iterations',
  'bail',
  'timeout',
  'suppress-exit-code',
  'reporters',
  'reporter-<name>-<option>',
  'reporter-<name>-export',
  'show-secrets',
  'workers',
  'shard',
  'timings',
  'strict-baseline',
  'update-baseline',
  'repeat',
])

/** Of a shuffled run all is run again that was run: what else is there could be what matters. */
const FILTERS: ReadonlySet<string> = new Set(['grep', 'exclude', 'tag'])

function isInput({ name, group }: Flag): boolean {
  return !NO_INPUTS.has(name) && !['What runs', 'Exports', 'Output'].includes(group)
}

/** One word of a command line: a value, and what stands in front of it. */
interface Word {
  readonly head: string
  readonly value: string
  /** Of the variable of the shell that stands for a secret value. */
  readonly name: string
  /** Of the variable that it sets; empty if it sets none. */
  readonly key: string
  readonly isSecret: boolean
}

function wordsOf({ name }: Flag, given: FlagValue | undefined): readonly Word[] {
  if (typeof given === 'boolean') return [{ ...wordOf(name, ''), head: given ? `--${name}` : `--no-${name}` }]
  const texts = [given ?? []].flat().filter((text) => typeof text === 'string')
  return texts.map((text) => {
    const word = wordOf(name, text)
    // A value that looks like a flag would be taken for one.
    return { ...word, head: `--${name}${text.startsWith('-') ? '=' : ' '}${word.head}` }
  })
}

function wordOf(flag: string, text: string): Word {
  const isSecret = ['vault-var', 'postman-api-key', 'ssl-client-passphrase'].includes(flag)
  const equals = text.indexOf('=')
  const isVariable = flag.endsWith('-var')
  // Without `=` nobody can tell the value from the name.
  if (!isVariable || equals < 0) return { head: '', value: text, name: flag, key: '', isSecret: isSecret || isVariable }
  const [key, value] = [text.slice(0, equals), text.slice(equals + 1)]
  return { head: `${shellWord(key)}=`, value, name: key, key, isSecret }
}

/** A value is secret by the name of its variable, by its look, or because it is known. */
function written({ head, value, name, key, isSecret }: Word, judge: Judge): string {
  if (value === '') return head
  const masked = judge.document({ key, value }) as { readonly value: unknown }
  return head + (isSecret || masked.value !== value ? shellVariable(name) : shellWord(value))
}
