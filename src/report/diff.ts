/** A line of one of two texts; `changed` if the other text does not have it at this place. */
export interface DiffLine {
  readonly text: string
  readonly changed: boolean
}

/** Both texts, line by line. */
export interface Diff {
  readonly expected: readonly DiffLine[]
  readonly actual: readonly DiffLine[]
}

/** With more pairs of lines than this, all between the common start and the common end counts as changed. */
const MAX_PAIRS = 250_000

/** Compares two texts line by line: what they share is their longest common subsequence. */
export function diffLines(expected: string, actual: string): Diff {
  const left = expected.split('\n')
  const right = actual.split('\n')
  const shortest = Math.min(left.length, right.length)
  let start = 0
  while (start < shortest && left[start] === right[start]) start += 1
  let end = 0
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end += 1
  const inner = diffInner(left.slice(start, left.length - end), right.slice(start, right.length - end))
  return {
    expected: [...kept(left.slice(0, start)), ...inner.expected, ...kept(left.slice(left.length - end))],
    actual: [...kept(right.slice(0, start)), ...inner.actual, ...kept(right.slice(right.length - end))],
  }
}

function diffInner(left: readonly string[], right: readonly string[]): Diff {
  if (left.length * right.length > MAX_PAIRS) return { expected: changed(left), actual: changed(right) }
  const lengths = commonLengths(left, right)
  const expected: DiffLine[] = []
  const actual: DiffLine[] = []
  let row = 0
  let column = 0
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      expected.push(...kept(left.slice(row, row + 1)))
      actual.push(...kept(right.slice(column, column + 1)))
      row += 1
      column += 1
    } else if ((lengths[row + 1]?.[column] ?? 0) >= (lengths[row]?.[column + 1] ?? 0)) {
      expected.push(...changed(left.slice(row, row + 1)))
      row += 1
    } else {
      actual.push(...changed(right.slice(column, column + 1)))
      column += 1
    }
  }
  return {
    expected: [...expected, ...changed(left.slice(row))],
    actual: [...actual, ...changed(right.slice(column))],
  }
}

/** Length of the longest common subsequence of `left` from row on and `right` from column on. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))
  for (let row = left.length - 1; row >= 0; row -= 1) {
    const current = lengths[row] ?? new Uint32Array()
    const below = lengths[row + 1] ?? new Uint32Array()
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const longest = Math.max(below[column] ?? 0, current[column + 1] ?? 0)
      current[column] = left[row] === right[column] ? (below[column + 1] ?? 0) + 1 : longest
    }
  }
  return lengths
}

function kept(lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ text, changed: false }))
}

function changed(lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ text, changed: true }))
}
