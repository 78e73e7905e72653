import type { Failure } from '../../model/event.ts'
import { type Diff, diffLines } from '../diff.ts'
import { formatCount, formatValue } from '../format.ts'
import type { FailureRecord } from '../summary.ts'
import type { Style } from './style.ts'
import { cutEnd, plain, plainLines } from './text.ts'

/** A failure, and what the list at the end says about where it happened. */
export interface ListedFailure {
  readonly record: FailureRecord
  /** Folders and name of the item. */
  readonly path: string
  /** The line of the item's last exchange before the failure. */
  readonly exchange?: string
  /** Failed tests of the item that only say again that there was no response. */
  readonly consequences: number
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

function entry(
  { record, path, exchange, consequences }: ListedFailure,
  style: Style,
  iterations: number,
): readonly string[] {
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
    ...whereLine(record, iterations).map(style.dim),
  ]
}

function whereLine({ cursor, failure, phase, script }: FailureRecord, iterations: number): readonly string[] {
  const kind = phase === 'prerequest' ? 'pre-request script' : 'test script'
  const owner = script === undefined ? failure.where?.script : `${kind} of ${script.level} "${script.owner}"`
  const parts = [
    owner,
    failure.where === undefined ? undefined : `line ${failure.where.line}:${failure.where.column}`,
    iterations > 1 ? `iteration ${cursor.iteration + 1}` : undefined,
    cursor.visit > 0 ? `visit ${cursor.visit + 1}` : undefined,
    cursor.attempt > 0 ? `attempt ${cursor.attempt + 1}` : undefined,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? [] : [plain(parts.join(', '))]
}

function comparison({ error }: Failure, style: Style): readonly string[] {
  if (error === undefined || !('expected' in error && 'actual' in error)) return []
  const expected = formatValue(error.expected)
  const actual = formatValue(error.actual)
  if (!`${expected}${actual}`.includes('\n')) {
    return [side('expected', expected, style), side('actual  ', actual, style)]
  }
  const lines = merge(diffLines(expected, actual), style)
  const shown = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), style.dim(style.signs.cut)] : lines
  return [`${style.green('- expected')}  ${style.red('+ actual')}`, ...shown]
}

function side(name: string, value: string, style: Style): string {
  return `${style.dim(name)}  ${cutEnd(plain(value), MAX_COLUMNS, style.signs.cut)}`
}

/** More of a difference is for the reports, which can fold it away. */
const MAX_LINES = 30
const MAX_COLUMNS = 200

/** Both sides in one column: what is only expected, then what is only actual, then what they share. */
function merge({ expected, actual }: Diff, style: Style): readonly string[] {
  const lines: string[] = []
  const line = (sign: string, text: string): string => `${sign} ${cutEnd(plain(text), MAX_COLUMNS, style.signs.cut)}`
  let right = 0
  const takeActual = (): void => {
    for (let next = actual[right]; next?.changed === true; next = actual[right]) {
      lines.push(style.red(line('+', next.text)))
      right += 1
    }
  }
  for (const left of expected) {
    if (left.changed) {
      lines.push(style.green(line('-', left.text)))
    } else {
      takeActual()
      lines.push(style.dim(line(' ', left.text)))
      right += 1
    }
  }
  takeActual()
  return lines
}
