import type { Body, RequestTemplate } from '../model/collection.ts'
import type { Failure } from '../model/failure.ts'
import type { Scopes } from '../model/scope.ts'
import type { Ports, ProducerInput, ProofInput } from './ports.ts'
import type { UnsignedJwt } from './produced.ts'
import { resolve } from './resolve.ts'
import { type Lookup, lookupIn } from './scopes.ts'
import { type Substitution, substitute, valueText } from './substitute.ts'
import { urlText } from './url-text.ts'
import { withVault } from './vault.ts'

/** Values made by producers so far, by variable name. Their marks: how long each is good for. */
export type Made = ReadonlyMap<string, MadeValue>

interface MadeValue {
  readonly value: string
  readonly lifetime: 'attempt' | 'flow'
}

/** What making one value came to. */
export type MakeResult =
  | { readonly kind: 'made'; readonly made: MadeValue; readonly jwt?: UnsignedJwt }
  | { readonly kind: 'declined'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What decides whether a value must be made. */
interface Need {
  readonly scopes: Scopes
  readonly made: Made
  readonly ports: Ports
  readonly angle: boolean
}

/**
 * The variables with a producer that the request uses, directly or through values and inputs of producers, and that have no value to use:
 * missing, disabled, empty, or made for an earlier attempt. What another is made from comes before it. A value that a user or a script set is left alone.
 */
export function missingNames(request: RequestTemplate, need: Need): readonly string[] {
  if (need.ports.produce.names.size === 0) return []
  const search = searchIn(need)
  return withInputs([...namesIn(request, search)], search)
}

/** What is missing of that which the producer of `name` reads. */
export function missingInputs(name: string, need: Need): readonly string[] {
  const search = searchIn(need)
  return withInputs([...inputNames(name, search)], search).filter((input) => input !== name)
}

/**
 * The values of the flow that an item puts an end to: an authorization request that uses any of them, or has a marked script make one, begins the
 * next flow. One whose parameters an earlier request has pushed goes on with the flow of that one.
 */
export function endedBy({ request, marked }: Beginning, need: Need): readonly string[] {
  const ofFlow = [...need.made].flatMap(([name, { lifetime }]) => (lifetime === 'flow' ? [name] : []))
  if (ofFlow.length === 0 || !isAuthorization(request, need)) return []
  const search = searchIn(need)
  const used = reachable([...namesIn(request, search), ...marked], search)
  return ofFlow.some((name) => used.has(name)) ? ofFlow.filter((name) => isInUse(name, need)) : []
}

/** What an item starts with. */
interface Beginning {
  readonly request: RequestTemplate
  /** Producers that stand for its scripts. */
  readonly marked: readonly string[]
}

/** Has the variable the value that was made for it. */
export function isInUse(name: string, { scopes, made }: Pick<Need, 'scopes' | 'made'>): boolean {
  return valueText(lookupIn(scopes)(name)?.value) === made.get(name)?.value
}

/** Was the value given on the command line: then a marked script's producer leaves it alone, too. */
export function isGiven(name: string, scopes: Scopes): boolean {
  const variable = lookupIn(scopes)(name)
  return variable?.origin === 'cli' && valueText(variable.value) !== ''
}

/** How a producer reaches the world, and what ends that. */
type Making = Pick<ProducerInput, 'send' | 'signal'>

/** Has the producer of `name` make a value. */
export async function make(name: string, { scopes, ports, angle }: Need, making: Making): Promise<MakeResult> {
  const lookup = withVault(lookupIn(scopes), ports.vault)
  const input = { ...proofInput({ lookup, dynamicValue: ports.dynamicValue, angle }, ports), ...making }
  const result = await ports.produce.make(name, input)
  if (result.kind !== 'produced') return result
  const { value, lifetime, jwt } = result
  return { kind: 'made', made: { value, lifetime }, ...(jwt && { jwt }) }
}

/** What a producer may know: variables as the substitution finds them. */
export function proofInput(substitution: Substitution, { clock, random }: Pick<Ports, 'clock' | 'random'>): ProofInput {
  return {
    clock,
    random,
    get(name) {
      const variable = substitution.lookup(name)
      if (variable === undefined) return undefined
      const resolved = substitute(valueText(variable.value), substitution)
      return resolved.kind === 'text' && resolved.text !== '' ? resolved.text : undefined
    },
  }
}

/** A need whose variables are found fast. */
interface Search extends Need {
  readonly lookup: Lookup
}

function searchIn(need: Need): Search {
  return { ...need, lookup: lookupIn(need.scopes) }
}

/** The missing ones of the names and of all that their producers read, each behind what it is made from. */
function withInputs(names: readonly string[], need: Search): readonly string[] {
  const seen = new Set<string>()
  const missing: string[] = []
  const visit = (name: string): void => {
    if (seen.has(name) || !isMissing(name, need)) return
    seen.add(name)
    for (const input of inputNames(name, need)) visit(input)
    missing.push(name)
  }
  for (const name of names) visit(name)
  return missing
}

/** The names, and all that their producers read. */
function reachable(names: readonly string[], need: Search): ReadonlySet<string> {
  const all = new Set<string>()
  const visit = (name: string): void => {
    if (all.has(name)) return
    all.add(name)
    for (const input of inputNames(name, need)) visit(input)
  }
  for (const name of names) visit(name)
  return all
}

function isMissing(name: string, { lookup, made, ports }: Search): boolean {
  if (!ports.produce.names.has(name)) return false
  const value = valueText(lookup(name)?.value)
  if (value === '') return true
  const mark = made.get(name)
  return mark !== undefined && mark.value === value && mark.lifetime === 'attempt'
}

function namesIn(request: RequestTemplate, { lookup, angle }: Search): ReadonlySet<string> {
  const names = new Set<string>()
  const onName = (name: string): unknown => names.add(name)
  resolve(enabledOnly(request), {}, { lookup, dynamicValue: () => undefined, angle, onName })
  return names
}

/** Without what does not go out. */
function enabledOnly(request: RequestTemplate): RequestTemplate {
  const { header, body } = request
  return { ...request, header: header.filter(isEnabled), ...(body && { body: enabledIn(body) }) }
}

function enabledIn(body: Body): Body {
  if (body.mode === 'urlencoded') return { ...body, urlencoded: body.urlencoded.filter(isEnabled) }
  if (body.mode === 'formdata') return { ...body, formdata: body.formdata.filter(isEnabled) }
  return body
}

function isEnabled({ disabled }: { readonly disabled?: boolean }): boolean {
  return disabled !== true
}

function inputNames(name: string, { lookup, ports, angle }: Search): ReadonlySet<string> {
  const texts = ports.produce.names.has(name) ? (ports.produce.inputs?.(name) ?? []) : []
  const names = new Set<string>()
  const onName = (input: string): unknown => names.add(input)
  for (const text of texts) substitute(text, { lookup, dynamicValue: () => undefined, angle, onName })
  return names
}

/** Source: RFC 6749, sections 3.1 and 3.1.1; RFC 9126, sections 2 and 4. */
function isAuthorization(request: RequestTemplate, need: Need): boolean {
  const [path = '', query = ''] = urlText(request.url).split('?')
  if (!/\/(?:authorize|par)\/?$/.test(path) && !/(?:^|&)response_type=/.test(query)) return false
  const pushed = /(?:^|&)request_uri=([^&#]*)/.exec(query)?.[1]
  if (pushed === undefined) return true
  const names = [...pushed.matchAll(/\{\{([^{}]+)\}\}/g)].map((match) => match[1] ?? '')
  return names.some((name) => need.ports.produce.names.has(name))
}
