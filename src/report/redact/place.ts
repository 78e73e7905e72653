import type { AuthSpec, FormField, FormPart, Header, Variable } from '../../model/collection.ts'
import type { EventOf, RunEvent } from '../../model/event.ts'
import type { CookieRecord } from '../../model/exchange.ts'
import type { FinalScopes, VariableScope } from '../../model/scope.ts'
import { maskBytes } from './bytes.ts'
import { maskCookie, maskCookies, maskHeader } from './headers.ts'
import type { Lore } from './lore.ts'
import { isSecretField, isSecretParameter, MASK, OURS } from './rules.ts'
import { type Learn, maskBody, maskText } from './text.ts'
import { type Change, ORDINARY, walk } from './walk.ts'

/** Masks in an event what its place gives away, which is learned, and what is known. */
export function maskByPlace(lore: Lore): (event: RunEvent) => RunEvent {
  const { learn, mask } = lore
  const inUser: Change = {
    text: (text) => mask(maskText(text, learn)),
    bytes: (bytes) => maskBytes(bytes, (text) => mask(maskBody(text, learn)), mask),
    isOurs: false,
    member: (key, value) => (isSecretField(key) || lore.isSecret(key) ? maskMember(value, learn) : ORDINARY),
  }
  const rules = memberRules(lore, inUser)
  const inEvent: Change = {
    ...inUser,
    isOurs: true,
    member: (key, value) => {
      if (OURS.has(key)) return value
      const rule = value === undefined ? undefined : rules.get(key)
      return rule === undefined ? ORDINARY : rule(value)
    },
  }
  return (event) => {
    if (event.type === 'mutation') return { ...event, ...maskMutation(event, lore, inUser) }
    const masked = walk(event, inEvent) as RunEvent
    // Elsewhere `source` is a name of ours; here it is a path or a URL.
    const isSource = masked.type === 'run:start' && masked.source !== undefined
    return isSource ? { ...masked, source: inUser.text(masked.source) } : masked
  }
}

type Rule = (value: unknown) => unknown

/** What is done with a member of an event, by its name. The casts state what the event types say of these names. */
function memberRules(lore: Lore, inUser: Change): ReadonlyMap<string, Rule> {
  const { learn } = lore
  const headers: Rule = (value) => (value as readonly Header[]).map((header) => maskHeader(header, lore))
  const fields: Rule = (value) => (value as readonly (FormField | FormPart)[]).map((field) => maskField(field, learn))
  const user: Rule = (value) => walk(value, inUser)
  return new Map<string, Rule>([
    ['headers', headers],
    ['header', headers],
    ['urlencoded', fields],
    ['formdata', fields],
    ['cookies', (value) => (value as readonly CookieRecord[]).map((cookie) => maskCookie(cookie, learn))],
    ['ownCookie', (value) => maskCookies(value as string, learn)],
    ['auth', (value) => maskAuth(value as AuthSpec, lore, inUser)],
    ['raw', (value) => maskBody(value as string, learn)],
    ['scopes', (value) => maskScopes(value as FinalScopes, lore, inUser)],
    ['values', user],
    ['expected', user],
    ['actual', user],
  ])
}

function maskMutation(event: EventOf<'mutation'>, lore: Lore, inUser: Change): Pick<EventOf<'mutation'>, 'value'> {
  if (event.value === undefined) return {}
  return { value: lore.isSecret(event.name) ? maskAll(event.value, lore.learn) : walk(event.value, inUser) }
}

function maskField<T extends FormField | FormPart>(field: T, learn: Learn): T {
  if (!('value' in field)) return field
  const { key, value } = field
  return { ...field, value: isSecretParameter(key) ? maskAll(value, learn) : maskText(value, learn) }
}

function maskAuth(spec: AuthSpec, lore: Lore, inUser: Change): AuthSpec {
  const parameters = Object.entries(spec.parameters).map(([name, value]): [string, unknown] => {
    const isSecret = isSecretField(name) || lore.isSecret(name) || (spec.type === 'apikey' && name === 'value')
    return [name, isSecret ? maskAll(value, lore.learn) : walk(value, inUser)]
  })
  return { ...spec, parameters: Object.fromEntries(parameters) }
}

function maskScopes(scopes: FinalScopes, lore: Lore, inUser: Change): FinalScopes {
  const maskScope = (scope: VariableScope): VariableScope => ({
    ...scope,
    values: scope.values.map((variable) => maskVariable(variable, lore, inUser)),
  })
  return {
    environment: maskScope(scopes.environment),
    globals: maskScope(scopes.globals),
    collection: maskScope(scopes.collection),
  }
}

function maskVariable(variable: Variable, lore: Lore, inUser: Change): Variable {
  const isSecret = variable.type === 'secret' || lore.isSecret(variable.key)
  return { ...variable, value: isSecret ? maskAll(variable.value, lore.learn) : walk(variable.value, inUser) }
}

/** Masks a value whatever it is, and learns every text in it. Nothing and emptiness are no secrets. */
function maskAll(value: unknown, learn: Learn): unknown {
  if (value === undefined || value === null || value === '' || typeof value === 'boolean') return value
  const learnAll: Change = {
    text: (text) => {
      if (text !== MASK) learn(text)
      return text
    },
    bytes: asIs,
    isOurs: false,
    member: () => ORDINARY,
  }
  walk(value, learnAll)
  return MASK
}

/** Masks a member with the name of a secret: its value, or, as in PingOne's `password`, the `value` in it. Other objects are walked into. */
function maskMember(member: unknown, learn: Learn): unknown {
  if (isScalar(member)) return maskAll(member, learn)
  if (typeof member !== 'object' || member === null || !('value' in member) || !isScalar(member.value)) return ORDINARY
  return { ...member, value: maskAll(member.value, learn) }
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

function asIs<T>(value: T): T {
  return value
}
