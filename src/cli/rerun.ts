import type { Rerun, RunEvent } from '../model/event.ts'
import { createNames } from '../report/redact/names.ts'
import { createRedactor, type SecretPolicy } from '../report/redact.ts'
import { shellVariable, shellWord } from '../report/shell.ts'
import type { Flag } from './flags/flag.ts'
import { RUN_FLAGS } from './flags.ts'
import type { FlagValue, Given } from './values.ts'

/** What tells which words are secret. */
type Secrets = Pick<SecretPolicy, 'values' | 'names' | 'rules'>

/**
 * The command line that runs one collection of a command again, from the words that were given. What configuration files say is found by it again.
 * Undefined if it could not: standard input is read once, and control characters fit on no line.
 */
export function rerunOf({ positionals, values }: Given, collection: unknown, secrets: Secrets): Rerun | undefined {
  const source = positionals.length > 0 && typeof collection === 'string' ? [wordOf('collection', collection)] : []
  const words = [...source, ...RUN_FLAGS.filter(isInput).flatMap((flag) => wordsOf(flag, values[flag.name]))]
  const isSecret = judgeOf(secrets)
  const command = ['flowgate', 'run', ...words.map((word) => written(word, isSecret(word)))].join(' ')
  const folder = values['folder']
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (words.some(({ value }) => value === '-') || /[\u0000-\u001f\u007f]/.test(command)) return undefined
  return { command, folder: Array.isArray(folder) ? folder : [] }
}

/** The events of a run, and in the first of them how to run it again. */
export async function* withRerun(
  events: AsyncIterable<RunEvent>,
  rerun: Rerun | undefined,
): AsyncGenerator<RunEvent, void> {
  for await (const event of events) yield event.type === 'run:start' && rerun ? { ...event, rerun } : event
}

/** What else was asked for: where to stop, what to write, and what to run, which the reader of the report decides anew. */
const NO_INPUTS: ReadonlySet<string> = new Set([
  'folder',
  'bail',
  'timeout',
  'suppress-exit-code',
  'reporters',
  'reporter-<name>-<option>',
  'reporter-<name>-export',
  'show-secrets',
])

function isInput({ name, group }: Flag): boolean {
  return !NO_INPUTS.has(name) && group !== 'Exports' && group !== 'Output'
}

/** One word of a command line: a value, and what stands in front of it. */
interface Word {
  readonly head: string
  readonly value: string
  /** Of the variable of the shell that stands for a secret value. */
  readonly name: string
  readonly isSecret: boolean
  /** It is that of a variable, whose name may tell. */
  readonly isNamed: boolean
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
  if (!flag.endsWith('-var') || equals < 0) return { head: '', value: text, name: flag, isSecret, isNamed: false }
  const [name, value] = [text.slice(0, equals), text.slice(equals + 1)]
  return { head: `${shellWord(name)}=`, value, name, isSecret, isNamed: true }
}

/** What a report would mask: it is known, its name is that of a secret or was given, or it looks like one. */
function judgeOf({ values, names, rules }: Secrets): (word: Word) => boolean {
  const { isVariable } = createNames(rules)
  const gate = createRedactor({ values, names, ...(rules && { rules }), show: false })
  return ({ name, value, isSecret, isNamed }) => {
    if (isSecret || names.includes(name) || (isNamed && isVariable(name))) return true
    const [masked] = gate.document([value]) as readonly string[]
    return masked !== value
  }
}

function written({ head, value, name }: Word, isSecret: boolean): string {
  if (value === '') return head
  return head + (isSecret ? shellVariable(name) : shellWord(value))
}
