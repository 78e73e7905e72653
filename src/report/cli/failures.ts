import { formatCount } from '../format.ts'
import type { FailureRecord } from '../summary.ts'
import { comparison } from './comparison.ts'
import type { Style } from './style.ts'
import { cutEnd, plain, plainLines } from './text.ts'

/** A failure, and what the list at the end says about where it happened. */
export interface ListedFailure {
  readonly record: FailureRecord
  /** Folders and name of the item. */
  readonly path: string
  /** Which repetition it was, and its seed. */
  readonly marks: readonly string[]
  /** The line of the item's last exchange before the failure. */
  readonly exchange?: string
  /** Failed tests of the item that only say again that there was no response. */
  readonly consequences: number
  /** Of an assertion that no script makes: the saved example. */
  readonly example?: string
  /** `collection.json:120`, where the item is. */
  readonly file?: string
  /** Below the last failure of an item: what the server said, if it refused. */
  readonly answer: readonly string[]
  /** Below the last failure of an item: the command line that runs it again. */
  readonly rerun?: string
}

/** What is said of them. */
export function consequenceText(count: number): string {
  return `and ${formatCount(count, 'failure')} of its tests, which had no response to look at`
}

/** What went wrong in a few words: the name of the assertion, or the first line of the message. */
export function failureTitle({ assertion, failure }: FailureRecord): string {
  return plain(assertion?.name ?? failure.message.split('\n', 1).join(''))
}

/** The numbered list at the end of the report. */
export function failureList(failures: readonly ListedFailure[], style: Style, iterations: number): readonly string[] {
  if (failures.length === 0) return []
  const digits = String(failures.length).length
  const entries = failures.flatMap((listed, index) => {
    const number = `${String(index + 1).padStart(digits)}. `
    const [first = '', ...rest] = entry(listed, style, iterations)
    return ['', style.red(number) + first, ...rest.map((line) => (line === '' ? '' : ' '.repeat(number.length) + line))]
  })
  const total = failures.reduce((sum, { consequences }) => sum + 1 + consequences, 0)
  const count = total === 1 ? 'Failure' : formatCount(total, 'failure')
  const title = total === failures.length ? count : `${count}, ${formatCount(failures.length, 'cause')}`
  return ['', style.bold(title), ...entries]
}

function entry(listed: ListedFailure, style: Style, iterations: number): readonly string[] {
  const { record, path, exchange, consequences, answer, rerun } = listed
  const { failure, assertion } = record
  const heading =
    assertion === undefined ? plain(path) : `${plain(path)} ${style.signs.inside} ${plain(assertion.name)}`
  const message = plainLines(failure.message)
  return [
    heading,
    ...message.map(style.red),
    ...comparison(failure, style),
    ...(failure.hint === undefined ? [] : plainLines(failure.hint)),
    ...(consequences === 0 ? [] : [consequenceText(consequences)]),
    ...(exchange === undefined ? [] : [exchange]),
    ...answer,
    ...whereLines(listed, style, iterations),
    // Never cut: it is there to be copied.
    ...(rerun === undefined ? [] : [style.dim(`$ ${plain(rerun)}`)]),
  ]
}

/** The script with the line that failed, and the line of the item in the collection file. */
function whereLines(
  { record, file, example, marks }: ListedFailure,
  style: Style,
  iterations: number,
): readonly string[] {
  const { cursor, failure, phase, script } = record
  const kind = phase === 'prerequest' ? 'pre-request script' : 'test script'
  const owner = script === undefined ? failure.where?.script : `${kind} of ${script.level} "${script.owner}"`
  const parts = [
    owner,
    example === undefined ? undefined : `saved example "${example}"`,
    failure.where === undefined ? undefined : `line ${failure.where.line}:${failure.where.column}`,
    ...marks,
    iterations > 1 ? `iteration ${cursor.iteration + 1}` : undefined,
    cursor.visit > 0 ? `visit ${cursor.visit + 1}` : undefined,
    cursor.attempt > 0 ? `attempt ${cursor.attempt + 1}` : undefined,
    file,
  ].filter((part) => part !== undefined)
  const { excerpt = [], where } = failure
  const text = excerpt.find(({ line }) => line === where?.line)?.text.trim() ?? ''
  return [
    ...(parts.length === 0 ? [] : [style.dim(plain(parts.join(', ')))]),
    ...(text === '' ? [] : [`${style.dim(style.signs.printed)} ${cutEnd(plain(text), MAX_LINE, style.signs.cut)}`]),
  ]
}

/** Columns of a line of a script. */
const MAX_LINE = 200
