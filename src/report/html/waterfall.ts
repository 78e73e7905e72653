import type { EventOf } from '../../model/event.ts'
import { formatDuration } from '../format.ts'
import { type Exchange, exchangesOf, type ItemEvents, select } from '../item-events.ts'

/** What an item spent its time with, one line each, on one time axis. */
export interface Lane {
  readonly label: string
  readonly time: string
  readonly segments: readonly Segment[]
}

/** A stretch of a lane, in per cent of the axis. */
interface Segment {
  readonly tone: 'script' | 'dns' | 'tcp' | 'tls' | 'wait' | 'load' | 'lost' | 'earlier'
  readonly x: number
  readonly width: number
}

interface Stretch {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly parts: readonly { readonly tone: Segment['tone']; readonly from: number; readonly to: number }[]
}

const LABELS = Object.freeze({
  item: 'Request',
  script: 'Request of a script',
  auth: 'Request to authorize',
  producer: 'Request for',
})
/** Scripts can send any number. */
const MAX_LANES = 60
/** Per cent: what is shorter is still seen. */
const MIN_WIDTH = 0.4

/** Prepares the waterfall of an item: scripts and exchanges in the order in which they began. */
export function viewWaterfall(events: ItemEvents): readonly Lane[] {
  const stretches = [...select(events, 'script:end').map(ofScript), ...exchangesOf(events).flatMap(ofExchange)]
    .toSorted((a, b) => a.from - b.from)
    .slice(0, MAX_LANES)
  const from = Math.min(...stretches.map((stretch) => stretch.from))
  const span = Math.max(...stretches.map((stretch) => stretch.to)) - from
  if (stretches.length === 0 || span <= 0) return []
  return stretches.map((stretch) => ({
    label: stretch.label,
    time: formatDuration(stretch.to - stretch.from),
    segments: stretch.parts.map((part) => ({
      tone: part.tone,
      x: percent(part.from - from, span),
      width: Math.max(percent(part.to - part.from, span), MIN_WIDTH),
    })),
  }))
}

function ofScript({ at, durationMs, script, phase }: EventOf<'script:end'>): Stretch {
  const label = `${phase === 'prerequest' ? 'Pre-request' : 'Test'} script of ${script.level}`
  const from = at - durationMs
  return { label, from, to: at, parts: [{ tone: 'script', from, to: at }] }
}

function ofExchange({ request, end }: Exchange): readonly Stretch[] {
  if (end === undefined) return []
  const { at: from, source, producer } = request
  const label = producer === undefined ? LABELS[source] : `${LABELS[source]} ${producer}`
  if (end.type === 'request:failed') {
    return [{ label, from, to: end.at, parts: [{ tone: 'lost', from, to: end.at }] }]
  }
  // The timings are those of the last hop, which ended with the event; redirects came before.
  const { timings } = end
  const start = Math.max(from, end.at - timings.total)
  const points: readonly (readonly [tone: Segment['tone'], at: number | undefined])[] = [
    ['dns', timings.dns],
    ['tcp', timings.tcp],
    ['tls', timings.tls],
    ['wait', timings.firstByte],
    ['load', timings.total],
  ]
  const parts: Stretch['parts'][number][] = start > from ? [{ tone: 'earlier', from, to: start }] : []
  let last = 0
  for (const [tone, at] of points) {
    if (at === undefined || at <= last) continue
    parts.push({ tone, from: start + last, to: start + at })
    last = at
  }
  return [{ label, from, to: Math.max(end.at, start + last), parts }]
}

function percent(part: number, whole: number): number {
  return Math.round((part / whole) * 10_000) / 100
}
