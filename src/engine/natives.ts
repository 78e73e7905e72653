import type { RequestTemplate } from '../model/collection.ts'
import type { Failure } from '../model/event.ts'
import type { Scopes } from '../model/scope.ts'
import type { Ports, ProducerInput } from './ports.ts'
import { resolve } from './resolve.ts'
import { lookupIn } from './scopes.ts'
import { type Substitution, substitute, valueText } from './substitute.ts'

/** Values made by producers so far, by variable name. Their marks: how long each is good for. */
export type Made = ReadonlyMap<string, MadeValue>

interface MadeValue {
  readonly value: string
  readonly lifetime: 'attempt' | 'flow'
}

/** What making one value came to. */
export type MakeResult =
  | { readonly kind: 'made'; readonly name: string; readonly made: MadeValue }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What decides whether a value must be made. */
interface Need {
  readonly scopes: Scopes
  readonly made: Made
  readonly ports: Ports
  readonly angle: boolean
}

/**
 * The variables with a producer that the request uses, directly or through values, and that have no value to use:
 * missing, disabled, empty, or made for an earlier attempt. A value that a user or a script set is left alone.
 */
export function missingNames(request: RequestTemplate, { scopes, made, ports, angle }: Need): readonly string[] {
  if (ports.produce.names.size === 0) return []
  const lookup = lookupIn(scopes)
  const used = new Set<string>()
  resolve(request, {}, { lookup, dynamicValue: () => undefined, angle, onName: (name) => used.add(name) })

  return [...used].filter((name) => {
    if (!ports.produce.names.has(name)) return false
    const value = valueText(lookup(name)?.value)
    if (value === '') return true
    const mark = made.get(name)
    return mark !== undefined && mark.value === value && mark.lifetime === 'attempt'
  })
}

/** Was the value given on the command line: then a marked script's producer leaves it alone, too. */
export function isGiven(name: string, scopes: Scopes): boolean {
  const variable = lookupIn(scopes)(name)
  return variable?.origin === 'cli' && valueText(variable.value) !== ''
}

/** Has the producer of `name` make a value. */
export async function make(name: string, { scopes, ports, angle }: Need): Promise<MakeResult> {
  const result = await ports.produce.make(name, producerInput(scopes, ports, angle))
  if (result.kind === 'failed') return result
  return { kind: 'made', name, made: { value: result.value, lifetime: result.lifetime } }
}

function producerInput(scopes: Scopes, ports: Ports, angle: boolean): ProducerInput {
  const substitution: Substitution = { lookup: lookupIn(scopes), dynamicValue: ports.dynamicValue, angle }
  return {
    clock: ports.clock,
    random: ports.random,
    get(name) {
      const variable = substitution.lookup(name)
      if (variable === undefined) return undefined
      const resolved = substitute(valueText(variable.value), substitution)
      return resolved.kind === 'text' && resolved.text !== '' ? resolved.text : undefined
    },
  }
}
