import type { OutlineEntry } from '../../../model/event.ts'
import { formatCount } from '../../format.ts'
import { outlineOf } from '../../outline.ts'
import type { Flow } from './keep.ts'
import { type Band, type Drawing, type HrefOf, layout, partiesOf } from './layout.ts'
import { type Step, stepsOf } from './steps.ts'
import { inWords, type StepInWords } from './words.ts'

/** The flow of a run as sequence diagrams. */
export interface SequenceView {
  /** What part of the run this is, if it is not all of it. */
  readonly about?: string
  readonly diagrams: readonly Diagram[]
}

/** A drawing, and the same in words. */
interface Diagram {
  /** Its folder, where each folder has a diagram of its own. */
  readonly title?: string
  readonly label: string
  readonly isOpen: boolean
  readonly drawing: Drawing
  readonly steps: readonly StepInWords[]
}

/** The run of a flow. */
export interface FlowContext {
  readonly outline: readonly OutlineEntry[]
  readonly iterations: number
  /** Is the row of this name on the page. */
  readonly isShown: (anchor: string) => boolean
}

/** In one drawing. */
const MAX_STEPS = 60

/**
 * Prepares the diagrams of a flow: one with a heading for each folder, or, if that would be too long, one for each folder.
 * Undefined if there is nothing to see: requests to one server with nothing passed on between them, or a single one.
 */
export function viewSequence(flow: Flow, { outline, iterations, isShown }: FlowContext): SequenceView | undefined {
  const steps = stepsOf(flow.sketches)
  if (steps.length < 2 || !isFlow(steps)) return undefined
  const hrefOf: HrefOf = ({ sketch }) => (isShown(sketch.anchor) ? `#${sketch.anchor}` : undefined)
  const { foldersOf } = outlineOf(outline)
  const folderOf = ({ sketch }: Step): string => foldersOf(sketch.itemId).join(' › ')
  const isLong = steps.length > MAX_STEPS
  const folders = isLong ? byFolder(steps, folderOf) : []
  const bands = isLong ? folders.filter((band) => band.steps.length > 1) : [{ steps }]
  const drawn = bands.map((band) => ({ ...band, steps: band.steps.slice(0, MAX_STEPS) }))
  const open = drawn.find((band) => band.steps.some(({ sketch }) => sketch.isFailed)) ?? drawn[0]
  const left = steps.length + flow.leftOut - drawn.reduce((count, band) => count + band.steps.length, 0)
  const about = [partOf(flow, iterations), rest(left)].filter((sentence) => sentence !== '').join(' ')
  return {
    ...(about !== '' && { about }),
    diagrams: drawn.map((band) => ({
      ...(isLong && { title: band.title === '' ? 'Outside of folders' : (band.title ?? '') }),
      label: `${formatCount(band.steps.length, 'exchange')} between ${listed(partiesOf(band.steps).map(({ name }) => name))}`,
      isOpen: band === open,
      drawing: layout(isLong ? [{ steps: band.steps }] : stretches(band.steps, folderOf), hrefOf),
      steps: band.steps.map((step) => inWords(step, hrefOf(step))),
    })),
  }
}

function isFlow(steps: readonly Step[]): boolean {
  const isPassedOn = steps.some(({ legs }) => legs.some((leg) => leg.kind === 'request' && leg.passed.length > 0))
  return isPassedOn || partiesOf(steps).length > 2
}

/** Steps that follow each other in one folder. Without folders there is nothing to say. */
function stretches(steps: readonly Step[], folderOf: (step: Step) => string): readonly Band[] {
  const bands: { title: string; steps: Step[] }[] = []
  for (const step of steps) {
    const title = folderOf(step)
    const last = bands.at(-1)
    if (last?.title === title) last.steps.push(step)
    else bands.push({ title, steps: [step] })
  }
  return bands.map(({ title, steps: own }) => (title === '' ? { steps: own } : { title, steps: own }))
}

function byFolder(steps: readonly Step[], folderOf: (step: Step) => string): readonly Band[] {
  const folders = new Map<string, Step[]>()
  for (const step of steps) {
    const folder = folders.get(folderOf(step))
    if (folder === undefined) folders.set(folderOf(step), [step])
    else folder.push(step)
  }
  return [...folders].map(([title, own]) => ({ title, steps: own }))
}

function partOf({ iteration, isFailed }: Flow, iterations: number): string {
  if (iterations < 2) return ''
  return isFailed
    ? `Iteration ${iteration + 1} of ${iterations}, the first that failed.`
    : `The first of ${iterations} iterations; none failed.`
}

function rest(count: number): string {
  if (count === 0) return ''
  return `${formatCount(count, 'more exchange')} ${count === 1 ? 'is' : 'are'} not drawn: beyond the first ${MAX_STEPS} of a folder, or alone in one.`
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
