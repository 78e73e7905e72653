import { isRecord } from '../load/plain.ts'
import type { ContractMode } from '../model/contract.ts'
import { isTelling } from './enumeration.ts'
import type { Example } from './example.ts'
import { type FitOptions, fit, inMode, type Violation } from './fit.ts'
import { merge, type Shape, shapeOf } from './shape.ts'

/** Examples of one answer: what differs among them is left open. */
export interface Variant {
  readonly shape: Shape
  readonly examples: readonly ExampleShape[]
}

/** An example and its own shape. */
interface ExampleShape {
  readonly example: Example
  readonly value: unknown
  readonly shape: Shape
}

/** The example that a body comes nearest to, and what is wrong with the body. */
export interface BestFit {
  readonly example: Example
  readonly variant: Variant
  readonly violations: readonly Violation[]
}

/**
 * Puts examples together that are the same answer: they agree in what tells answers apart (`status`, `type`, … of the object itself), and have at least
 * half of their members in common.
 */
export function variantsOf(examples: readonly Example[]): readonly Variant[] {
  const groups: ExampleShape[][] = []
  for (const example of examples) {
    if (example.body.kind !== 'json') continue
    const { value } = example.body
    const shaped = { example, value, shape: shapeOf(value) }
    const group = groups.find(([first]) => first !== undefined && isAlike(first.value, value))
    if (group === undefined) groups.push([shaped])
    else group.push(shaped)
  }
  return groups.flatMap((group) => {
    const shape = group.map((each) => each.shape).reduce<Shape | undefined>(together, undefined)
    return shape === undefined ? [] : [{ shape, examples: group }]
  })
}

/** The variant of the same kind, of several the one with the fewest differences, additional members included. */
export function bestFit(
  value: unknown,
  variants: readonly Variant[],
  options: FitOptions & { readonly mode: ContractMode },
): BestFit | undefined {
  const ofKind = variants.filter(({ examples }) => examples.some((each) => isSameKind(each.value, value)))
  const [best] = (ofKind.length > 0 ? ofKind : variants)
    .map((variant) => ({ variant, all: fit(value, variant.shape, options) }))
    .toSorted((a, b) => a.all.length - b.all.length)
  if (best === undefined) return undefined
  const { variant, all } = best
  const example = nearest(value, variant, options)
  return example && { example, variant, violations: inMode(all, options.mode) }
}

function nearest(value: unknown, { examples }: Variant, options: FitOptions): Example | undefined {
  if (examples.length < 2) return examples[0]?.example
  const [first] = examples
    .map(({ example, shape }) => ({ example, count: fit(value, shape, options).length }))
    .toSorted((a, b) => a.count - b.count)
  return first?.example
}

function together(all: Shape | undefined, one: Shape): Shape {
  return all === undefined ? one : merge(all, one, 'examples')
}

function isAlike(a: unknown, b: unknown): boolean {
  if (!isSameKind(a, b)) return false
  if (!isRecord(a) || !isRecord(b)) return Array.isArray(a) === Array.isArray(b) && isRecord(a) === isRecord(b)
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  const shared = Object.keys(a).filter((name) => Object.hasOwn(b, name))
  return shared.length * 2 >= names.size
}

/** Do two objects agree in the members that tell answers apart, as far as both have them. */
function isSameKind(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return true
  return Object.keys(a).every((name) => {
    const [one, other] = [a[name], b[name]]
    return !isTelling(name, one) || !isTelling(name, other) || one === other
  })
}
