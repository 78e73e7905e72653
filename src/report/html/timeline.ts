import { formatDuration } from '../format.ts'
import type { CollectedRun, RenderedRow } from './collect.ts'

/** A run as bars over time. All positions are per cent of its duration, so that the drawing fits any width. */
export interface Timeline {
  readonly label: string
  readonly ticks: readonly Tick[]
  readonly bars: readonly Bar[]
  readonly height: number
}

/** A mark of the time axis. */
interface Tick {
  readonly x: number
  readonly text: string
  readonly anchor: 'start' | 'middle'
}

/** A bar; one that stands for several neighbours leads nowhere. */
interface Bar {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly tone: string
  readonly title: string
  readonly href?: string
}

interface Span {
  readonly from: number
  readonly to: number
  readonly tone: string
  readonly title: string
  readonly href?: string
}

const LANE_HEIGHT = 12
const TOP = 24
const MAX_LANES = 8
/** Gaps narrower than this many per cent are closed, which also bounds the number of bars. */
const MIN_GAP = 0.1
const TICKS = 5
const NICE = [1, 2, 2.5, 5, 10] as const

/** Prepares the timeline of a run, or gives undefined if nothing took any time. Requests that overlap lie in lanes below each other. */
export function viewTimeline({ rows, durationMs }: CollectedRun): Timeline | undefined {
  if (durationMs <= 0 || rows.length === 0) return undefined
  const scripts = stack(
    rows.flatMap((row) => spans(row, 'script')),
    { durationMs, top: TOP, maxLanes: 1 },
  )
  const requests = stack(
    rows.flatMap((row) => spans(row, 'request')),
    {
      durationMs,
      top: TOP + LANE_HEIGHT,
      maxLanes: MAX_LANES,
    },
  )
  const bottom = Math.max(TOP + LANE_HEIGHT, ...[...requests, ...scripts].map(({ y }) => y + LANE_HEIGHT))
  return {
    label: `Requests over ${formatDuration(durationMs)}`,
    ticks: ticks(durationMs),
    bars: [...scripts, ...requests],
    height: bottom,
  }
}

/** Position and width of a stretch of a run in per cent, never too narrow to be seen. */
export function place(from: number, to: number, durationMs: number): { readonly x: number; readonly width: number } {
  const x = percent(Math.min(Math.max(from, 0), durationMs), durationMs)
  return { x, width: Math.max(percent(Math.min(to, durationMs) - from, durationMs), MIN_GAP) }
}

function spans(row: RenderedRow, kind: 'script' | 'request'): readonly Span[] {
  return row.spans
    .filter((span) => span.kind === kind)
    .map(({ from, to }) => ({
      from,
      to,
      tone: kind === 'script' ? kind : row.tone,
      title: `${row.name}, ${kind} ${formatDuration(to - from)}`,
      href: `#${row.anchor}`,
    }))
}

interface Area {
  readonly durationMs: number
  readonly top: number
  readonly maxLanes: number
}

/** Puts each span into the first lane that is free; when all are taken, into the last. */
function stack(spans: readonly Span[], { durationMs, top, maxLanes }: Area): readonly Bar[] {
  const gap = (durationMs * MIN_GAP) / 100
  const lanes: Span[][] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const free = lanes.findIndex((lane) => (lane.at(-1)?.to ?? 0) <= span.from)
    const index = free === -1 ? Math.min(lanes.length, maxLanes - 1) : free
    const lane = (lanes[index] ??= [])
    const last = lane.at(-1)
    if (last !== undefined && last.tone === span.tone && span.from - last.to < gap && isNarrow(last, span, gap)) {
      lane[lane.length - 1] = merge(last, span)
    } else {
      lane.push(span)
    }
  }
  return lanes.flatMap((lane, index) =>
    lane.map(({ from, to, tone, title, href }) => ({
      ...place(from, to, durationMs),
      y: top + index * LANE_HEIGHT,
      tone,
      title,
      ...(href !== undefined && { href }),
    })),
  )
}

/** Wide bars stay apart: only what could not be told apart anyway is merged. */
function isNarrow(last: Span, span: Span, gap: number): boolean {
  return last.href === undefined || (last.to - last.from < gap * 4 && span.to - span.from < gap * 4)
}

function merge(last: Span, span: Span): Span {
  return { from: last.from, to: Math.max(last.to, span.to), tone: last.tone, title: 'Several' }
}

function ticks(durationMs: number): Timeline['ticks'] {
  const rough = durationMs / TICKS
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * (NICE.find((nice) => nice * power >= rough) ?? 10)
  const count = Math.floor(durationMs / step)
  const all = Array.from(
    { length: count + 1 },
    (_, index): Tick => ({
      x: percent(index * step, durationMs),
      text: formatDuration(index * step),
      anchor: index === 0 ? 'start' : 'middle',
    }),
  )
  return all.filter(({ x }) => x <= 95)
}

function percent(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((part / whole) * 100_000) / 1000
}
