import type { RunInput } from '../run.ts'
import { type Arguments, defined, usage } from './values.ts'

/** Reads which iterations run, and with which data. Throws USAGE. */
export function iterationOptions(
  given: Arguments,
): Pick<RunInput, 'iterationData' | 'iterationCount' | 'onlyIterations'> {
  return defined({
    iterationData: given.source('iteration-data'),
    iterationCount: given.count('iteration-count', 1),
    onlyIterations: onlyIterations(given),
  })
}

/** Reads `--only-iterations`: `3`, `2,5-7`, as people count → from 0, ascending. Throws USAGE. */
function onlyIterations(given: Arguments): readonly number[] | undefined {
  const text = given.text('only-iterations')
  if (text === undefined) return undefined
  for (const other of ['shard', 'repeat'] as const) {
    if (given.text(other) !== undefined)
      throw usage('only-iterations', `goes not with --${other}`, `Leave --${other} out`)
  }
  if (given.text('engine') === 'newman') {
    throw usage('only-iterations', 'is not known to newman', 'Leave --engine newman out')
  }
  const ranges = text.split(',').map((part) => rangeOf(part))
  if (ranges.includes(undefined)) {
    throw given.refusal(
      'only-iterations',
      `cannot be "${text}"`,
      'Write numbers and ranges from 1: 3, or 2,5-7; a range has 100,000 at most',
    )
  }
  const chosen = new Set(ranges.flatMap((range) => range ?? []))
  return [...chosen].toSorted((a, b) => a - b)
}

/** More at once than anybody writes by hand. */
const MOST = 100_000

function rangeOf(part: string): readonly number[] | undefined {
  const [, first, last = first] = /^\s*([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?\s*$/.exec(part) ?? []
  const length = Number(last) - Number(first) + 1
  if (first === undefined || length < 1 || length > MOST) return undefined
  return Array.from({ length }, (_, at) => Number(first) - 1 + at)
}
