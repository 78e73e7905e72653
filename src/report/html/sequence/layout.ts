import { CLIENT, type Party, rankOf } from './parties.ts'
import type { Leg, Step } from './steps.ts'
import { passedText } from './words.ts'

/** A drawing: all positions in pixels. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly lanes: readonly Lane[]
  /** Where the lanes begin and end. */
  readonly top: number
  readonly bottom: number
  readonly rows: readonly DrawnRow[]
}

/** Somebody who takes part: a box with a line below it. */
interface Lane {
  readonly x: number
  readonly name: string
  readonly host?: string
}

/** `kind` names the partial that draws it. */
type DrawnRow =
  | { readonly kind: 'sequence-divider'; readonly y: number; readonly text: string }
  | {
      readonly kind: 'sequence-step'
      /** The area that can be pointed at. */
      readonly top: number
      readonly height: number
      readonly y: number
      readonly number: number
      readonly item: string
      readonly title: string
      readonly href?: string
      readonly tone?: 'failed'
      readonly arrows: readonly Arrow[]
    }

/** An arrow with what is written above it. */
interface Arrow {
  readonly kind: Leg['kind']
  readonly x1: number
  readonly x2: number
  readonly y: number
  /** Corners of its head. */
  readonly head: string
  readonly labelX: number
  readonly labelY: number
  readonly strong: string
  readonly label: string
  readonly tone?: string
  readonly passed?: { readonly text: string; readonly y: number }
}

/** Steps below a heading of their own, or just below each other. */
export interface Band {
  readonly title?: string
  readonly steps: readonly Step[]
}

/** What a step needs besides itself. */
export type HrefOf = (step: Step) => string | undefined

/** Of the client: numbers and names stand to the left of its lane. */
const FIRST_LANE = 292
const HALF_BOX = 76
/** Between two lanes, at least and at most; in between they fill the page. */
const MIN_LANE = 178
const MAX_LANE = 270
const PAGE = 1130
const BOX_HEIGHT = 40
const LINE = 15
const HEAD = 7
/** Of the letters of a label, about. */
const LETTER = 6.7
const MAX_LABEL = 84
const MAX_ITEM = 38

/** Draws bands of steps: the client on the left, the others in the order of their roles. */
export function layout(bands: readonly Band[], hrefOf: HrefOf): Drawing {
  const parties = partiesOf(bands.flatMap(({ steps }) => steps))
  const lane = Math.min(MAX_LANE, Math.max(MIN_LANE, Math.floor((PAGE - FIRST_LANE - HALF_BOX) / (parties.length - 1))))
  const x = new Map(parties.map((party, index) => [party.id, FIRST_LANE + index * lane]))
  const rows: DrawnRow[] = []
  let y = BOX_HEIGHT + 10
  for (const { title, steps } of bands) {
    if (title !== undefined) {
      rows.push({ kind: 'sequence-divider', y, text: title })
      y += 34
    }
    for (const step of steps) {
      const { row, next } = drawStep(step, { x, y, href: hrefOf(step) })
      rows.push(row)
      y = next
    }
  }
  const right = Math.max(...x.values()) + HALF_BOX
  return {
    width: Math.ceil(Math.max(right, ...rows.map(rightOf)) + 4),
    height: y + 6,
    lanes: parties.map(({ id, name, host }) => ({ x: x.get(id) ?? 0, name, ...(host !== undefined && { host }) })),
    top: BOX_HEIGHT,
    bottom: y + 6,
    rows,
  }
}

/** Everybody who takes part, the client first. */
export function partiesOf(steps: readonly Step[]): readonly Party[] {
  const found = new Map(steps.flatMap(({ legs }) => legs.map(({ party }) => [party.id, party])))
  return [CLIENT, ...[...found.values()].toSorted((a, b) => rankOf(a) - rankOf(b))]
}

interface StepPlace {
  readonly x: ReadonlyMap<string, number>
  readonly y: number
  readonly href: string | undefined
}

function drawStep(
  { number, sketch, legs }: Step,
  { x, y, href }: StepPlace,
): { readonly row: DrawnRow; readonly next: number } {
  const arrows: Arrow[] = []
  let next = y
  for (const leg of legs) {
    const arrow = drawLeg(leg, { from: x.get(CLIENT.id) ?? 0, to: x.get(leg.party.id) ?? 0, y: next })
    arrows.push(arrow)
    next = arrow.y + 6
  }
  const row: DrawnRow = {
    kind: 'sequence-step',
    top: y - 4,
    height: next - y + 6,
    y: y + LINE - 2,
    number,
    item: cut(sketch.item, MAX_ITEM),
    title: sketch.item,
    ...(href !== undefined && { href }),
    ...(sketch.isFailed && { tone: 'failed' }),
    arrows,
  }
  return { row, next: next + 14 }
}

interface LegPlace {
  readonly from: number
  readonly to: number
  readonly y: number
}

function drawLeg(leg: Leg, { from, to, y }: LegPlace): Arrow {
  const labelY = y + LINE - 2
  const place = { labelX: from + 9, labelY }
  switch (leg.kind) {
    case 'request': {
      const passed =
        leg.passed.length === 0 ? undefined : { text: cut(passedText(leg.passed), MAX_LABEL), y: labelY + LINE }
      const line = (passed?.y ?? labelY) + 6
      return {
        kind: leg.kind,
        x1: from,
        x2: to - 1,
        y: line,
        head: `${to - 1},${line} ${to - 1 - HEAD},${line - 4} ${to - 1 - HEAD},${line + 4}`,
        ...place,
        strong: leg.method,
        label: cut(leg.path, MAX_LABEL),
        ...(passed !== undefined && { passed }),
      }
    }
    case 'answer': {
      const line = labelY + 6
      return {
        kind: leg.kind,
        x1: to,
        x2: from + 1,
        y: line,
        head: `${from + 1},${line} ${from + 1 + HEAD},${line - 4} ${from + 1 + HEAD},${line + 4}`,
        ...place,
        strong: String(leg.status),
        label: [cut(leg.statusText, MAX_ITEM), ...(leg.state === undefined ? [] : [leg.state])]
          .filter(Boolean)
          .join(' · '),
        tone: toneOf(leg.status),
      }
    }
    case 'lost': {
      const line = labelY + 6
      const middle = (from + to) / 2
      return {
        kind: leg.kind,
        x1: to,
        x2: middle,
        y: line,
        head: `${middle - 5},${line - 5} ${middle},${line - 1} ${middle + 5},${line - 5} ${middle + 1},${line} ${middle + 5},${line + 5} ${middle},${line + 1} ${middle - 5},${line + 5} ${middle - 1},${line}`,
        ...place,
        strong: 'No answer',
        label: leg.code ?? '',
        tone: 'bad',
      }
    }
  }
}

function toneOf(status: number): string {
  if (status >= 400) return 'bad'
  return status >= 300 ? 'moved' : 'good'
}

function rightOf(row: DrawnRow): number {
  if (row.kind === 'sequence-divider') return 0
  const ends = row.arrows.map(({ labelX, strong, label, passed }) => {
    const letters = Math.max(strong.length + 1 + label.length, passed?.text.length ?? 0)
    return labelX + letters * LETTER
  })
  return Math.max(0, ...ends)
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text
}
