import type { Failure } from '../../model/failure.ts'
import { type Diff, diffLines } from '../diff.ts'
import { formatValue } from '../format.ts'
import type { Style } from './style.ts'
import { cutEnd, plain } from './text.ts'

/** What was expected and what came: side by side if each is one line, else line by line. None if the failure does not compare. */
export function comparison({ error }: Failure, style: Style): readonly string[] {
  if (error === undefined || !('expected' in error && 'actual' in error)) return []
  const expected = formatValue(error.expected)
  const actual = formatValue(inOrderOf(error.expected, error.actual, MAX_DEPTH))
  if (!`${expected}${actual}`.includes('\n')) {
    return [side('expected', expected, style), side('actual  ', actual, style)]
  }
  const lines = hunks(merge(diffLines(expected, actual))).map((line) => lineText(line, style))
  const shown = lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), style.dim(style.signs.cut)] : lines
  return [`${style.green('- expected')}  ${style.red('+ actual')}`, ...shown]
}

/** More of a difference is for the reports, which can fold it away. */
const MAX_LINES = 30
const MAX_COLUMNS = 200
/** Values of scripts may refer to themselves. */
const MAX_DEPTH = 20
/** Lines around a change that tell where it is. */
const CONTEXT = 3

function side(name: string, value: string, style: Style): string {
  return `${style.dim(name)}  ${cutEnd(plain(value), MAX_COLUMNS, style.signs.cut)}`
}

/** The actual value with its members in the order of the expected ones: JSON knows no order, a comparison of lines does. */
function inOrderOf(expected: unknown, actual: unknown, depth: number): unknown {
  if (depth === 0) return actual
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return actual.map((value: unknown, index) => inOrderOf(expected[index], value, depth - 1))
  }
  if (!isPlain(expected) || !isPlain(actual)) return actual
  const names = Object.keys(expected).filter((name) => Object.hasOwn(actual, name))
  const others = Object.keys(actual).filter((name) => !Object.hasOwn(expected, name))
  return Object.fromEntries(
    [...names, ...others].map((name) => [name, inOrderOf(expected[name], actual[name], depth - 1)]),
  )
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value)
}

/** A line of both texts: only expected (`-`), only actual (`+`), in both (` `), or where such lines are left out (`@`). */
interface Merged {
  readonly sign: '-' | '+' | ' ' | '@'
  readonly text: string
}

/** Both sides in one column: what is only expected, then what is only actual, then what they share. */
function merge({ expected, actual }: Diff): readonly Merged[] {
  const lines: Merged[] = []
  let right = 0
  const takeActual = (): void => {
    for (let next = actual[right]; next?.changed === true; next = actual[right]) {
      lines.push({ sign: '+', text: next.text })
      right += 1
    }
  }
  for (const { text, changed } of expected) {
    if (changed) {
      lines.push({ sign: '-', text })
    } else {
      takeActual()
      lines.push({ sign: ' ', text })
      right += 1
    }
  }
  takeActual()
  return lines
}

/** Leaves out what is far from any change, if that makes it shorter. */
function hunks(lines: readonly Merged[]): readonly Merged[] {
  const isNear = new Set<number>()
  for (const [index, { sign }] of lines.entries()) {
    if (sign === ' ') continue
    for (let near = index - CONTEXT; near <= index + CONTEXT; near += 1) isNear.add(near)
  }
  return lines.flatMap((line, index): readonly Merged[] => {
    if (isNear.has(index)) return [line]
    return index === 0 || isNear.has(index - 1) ? [{ sign: '@', text: '' }] : []
  })
}

function lineText({ sign, text }: Merged, style: Style): string {
  if (sign === '@') return style.dim(style.signs.cut)
  const line = `${sign} ${cutEnd(plain(text), MAX_COLUMNS, style.signs.cut)}`
  return { '-': style.green, '+': style.red, ' ': style.dim }[sign](line)
}
