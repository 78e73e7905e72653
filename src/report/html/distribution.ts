import type { EventOf } from '../../model/event.ts'
import { formatBytes, formatCount, formatDuration } from '../format.ts'

/** How long the answers took, and which were slow or large. */
export interface Distribution {
  readonly label: string
  readonly count: string
  /** Undefined if there are too few answers for a picture. */
  readonly bars: readonly Bar[] | undefined
  readonly marks: readonly Mark[]
  readonly from: string
  readonly to: string
  readonly slowest: readonly Ranked[]
  readonly largest: readonly Ranked[]
}

/** A bar; position and size in per cent. */
interface Bar {
  readonly x: number
  readonly width: number
  readonly height: number
  readonly y: number
  readonly title: string
}

/** A percentile. */
interface Mark {
  readonly name: string
  readonly value: string
  readonly x: number
}

interface Ranked {
  readonly text: string
  readonly value: string
  readonly href: string
  /** Of the first, in per cent. */
  readonly share: number
}

/** Times of a whole run in a few bytes each, and what stands out. */
interface Answers {
  readonly times: Float32Array
  readonly slowest: readonly Answer[]
  readonly largest: readonly Answer[]
}

interface Answer {
  readonly name: string
  readonly href: string
  readonly value: number
}

/** Gathers the answers of a stream. */
export interface AnswerKeeper {
  readonly add: (event: EventOf<'response'>, href: string) => void
  readonly answers: () => Answers
}

const RANKS = 5
const BINS = 32
/** Fewer answers make no picture. */
const FEW = 8
const PERCENTILES = [50, 95, 99] as const

/** Keeps the times of all answers, and the slowest and largest of them. */
export function gatherAnswers(): AnswerKeeper {
  let times = new Float32Array(256)
  let count = 0
  let slowest: readonly Answer[] = []
  let largest: readonly Answer[] = []
  return {
    add: ({ cursor, response, timings }, href) => {
      if (count === times.length) {
        const longer = new Float32Array(count * 2)
        longer.set(times)
        times = longer
      }
      times[count] = timings.total
      count += 1
      slowest = ranked(slowest, { name: cursor.itemName, href, value: timings.total })
      largest = ranked(largest, { name: cursor.itemName, href, value: response.sizeBytes })
    },
    answers: () => ({ times: times.subarray(0, count), slowest, largest }),
  }
}

/** Prepares the picture of the times of answers, or gives undefined if there were none. The axis is logarithmic: a slow answer is many times slower. */
export function viewDistribution({ times, slowest, largest }: Answers): Distribution | undefined {
  if (times.length === 0) return undefined
  const sorted = times.toSorted()
  const range = rangeOf(sorted)
  return {
    label: `Response times of ${formatCount(sorted.length, 'answer')}`,
    count: formatCount(sorted.length, 'answer'),
    bars: sorted.length < FEW ? undefined : barsOf(sorted, range),
    marks: PERCENTILES.map((percent) => {
      const value = percentile(sorted, percent)
      return { name: `p${percent}`, value: formatDuration(value), x: rounded(positionOf(value, range) * 100) }
    }),
    from: formatDuration(range.from),
    to: formatDuration(range.to),
    slowest: slowest.map((answer) => viewRank(answer, slowest, formatDuration)),
    largest: largest.map((answer) => viewRank(answer, largest, formatBytes)),
  }
}

function ranked(list: readonly Answer[], answer: Answer): readonly Answer[] {
  const last = list.at(-1)
  if (list.length === RANKS && last !== undefined && answer.value <= last.value) return list
  return [...list, answer].toSorted((a, b) => b.value - a.value).slice(0, RANKS)
}

function viewRank({ name, href, value }: Answer, list: readonly Answer[], format: (value: number) => string): Ranked {
  const most = list[0]?.value ?? 0
  return { text: name, href, value: format(value), share: most === 0 ? 0 : rounded((value / most) * 100) }
}

interface Range {
  readonly from: number
  readonly to: number
}

function rangeOf(sorted: Float32Array): Range {
  const from = Math.max(sorted[0] ?? 0, 0.1)
  return { from, to: Math.max(sorted.at(-1) ?? 0, from * 2) }
}

/** From 0 to 1. */
function positionOf(value: number, { from, to }: Range): number {
  return Math.log(Math.max(value, from) / from) / Math.log(to / from)
}

function barsOf(sorted: Float32Array, range: Range): readonly Bar[] {
  const counts = Array.from({ length: BINS }, () => 0)
  for (const value of sorted) {
    const bin = Math.min(BINS - 1, Math.floor(positionOf(value, range) * BINS))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const most = Math.max(...counts)
  const edge = (bin: number): number => range.from * (range.to / range.from) ** (bin / BINS)
  return counts.flatMap((count, bin): readonly Bar[] => {
    if (count === 0) return []
    const height = rounded((count / most) * 100)
    const title = `${formatDuration(edge(bin))} to ${formatDuration(edge(bin + 1))}: ${count}`
    return [{ x: rounded((bin / BINS) * 100), width: rounded(90 / BINS), height, y: rounded(100 - height), title }]
  })
}

/** The least time that so many per cent of the answers did not take longer than (nearest rank). */
function percentile(sorted: Float32Array, percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
