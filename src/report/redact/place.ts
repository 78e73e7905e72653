import type { AuthSpec, FormField, FormPart, Header, Variable } from '../../model/collection.ts'
import type { Cursor, EventOf, RunEvent } from '../../model/event.ts'
import type { CookieRecord } from '../../model/exchange.ts'
import type { FinalScopes, VariableScope } from '../../model/scope.ts'
import { maskBytes } from './bytes.ts'
import { maskCookie, maskCookies, maskHeader } from './headers.ts'
import { type Hide, type Lore, maskedFully } from './lore.ts'
import { OURS } from './rules.ts'
import type { TextMasks } from './text.ts'
import { type Change, mapped, ORDINARY, walk } from './walk.ts'

/** Masks in an event what its place gives away, which is learned, and what is known. */
export function maskByPlace(lore: Lore, masks: TextMasks): (event: RunEvent) => RunEvent {
  const { hide, mask, names } = lore
  const inBody = maskedFully(masks.body, lore)
  const inUser: Change = {
    text: maskedFully(masks.text, lore),
    bytes: (bytes) => maskBytes(bytes, inBody, mask),
    isOurs: false,
    member: (key, value, object) => {
      const name = nameOfMember(key, object)
      return isSecret(name) ? maskMember(value, name, hide) : ORDINARY
    },
  }
  const isSecret = (name: string): boolean => names.isField(name) || lore.isSecret(name)
  // Postman's lists name their entries by a member: `{ key: 'X-API-Key', value: … }`.
  const nameOfMember = (key: string, object: Readonly<Record<string, unknown>>): string => {
    if (key !== 'value') return key
    const given = [object['key'], object['name']].filter((name) => typeof name === 'string')
    return given.find(isSecret) ?? key
  }
  const rules = memberRules(lore, { inUser, inBody })
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
    // By the name of its variable first: a token is to be known by it.
    const named = event.type === 'mutation' ? { ...event, ...maskMutation(event, lore, inUser) } : event
    const masked = walk(named, inEvent) as RunEvent
    // Elsewhere `source` is a name of ours; here it is a path or a URL.
    const isSource = masked.type === 'run:start' && masked.source !== undefined
    return isSource ? { ...masked, source: inUser.text(masked.source) } : masked
  }
}

type Rule = (value: unknown) => unknown

/** What is done with a member of an event, by its name. The casts state what the event types say of these names. */
function memberRules(
  lore: Lore,
  { inUser, inBody }: { readonly inUser: Change; readonly inBody: (text: string) => string },
): ReadonlyMap<string, Rule> {
  const { hide, mask } = lore
  // A rule looks at the value; a known secret may stand in the name beside it as well.
  const known: Change = { text: mask, bytes: asIs, isOurs: true, member: () => ORDINARY }
  const each = <T>(change: (one: T) => T): Rule => {
    return (value) => mapped(value as readonly T[], (one) => walk(change(one), known) as T)
  }
  const needs = { ...lore, ordinary: inUser.text }
  const headers = each<Header>((header) => maskHeader(header, needs))
  const fields = each<FormField | FormPart>((field) => maskField(field, { lore, inUser }))
  const user: Rule = (value) => walk(value, inUser)
  return new Map<string, Rule>([
    ['cursor', (value) => maskCursor(value as Cursor, inUser)],
    ['headers', headers],
    ['header', headers],
    ['urlencoded', fields],
    ['formdata', fields],
    ['cookies', each<CookieRecord>((cookie) => maskCookie(cookie, hide))],
    ['ownCookie', (value) => maskCookies(value as string, hide)],
    ['auth', (value) => maskAuth(value as AuthSpec, lore, inUser)],
    ['raw', (value) => inBody(value as string)],
    ['scopes', (value) => maskScopes(value as FinalScopes, lore, inUser)],
    ['values', user],
    ['data', user],
    ['expected', user],
    ['actual', user],
  ])
}

/** It stands in nearly every event. */
function maskCursor(cursor: Cursor, { text }: Change): Cursor {
  const itemName = text(cursor.itemName)
  return itemName === cursor.itemName ? cursor : { ...cursor, itemName }
}

function maskMutation(event: EventOf<'mutation'>, lore: Lore, inUser: Change): Pick<EventOf<'mutation'>, 'value'> {
  if (event.value === undefined) return {}
  // What is made natively is made to prove something: a signature, a password, a token.
  const isSecret = event.by === 'producer' || lore.isSecret(event.name)
  return { value: isSecret ? maskAll(event.value, event.name, lore.hide) : walk(event.value, inUser) }
}

function maskField<T extends FormField | FormPart>(
  field: T,
  { lore, inUser }: { readonly lore: Lore; readonly inUser: Change },
): T {
  if (!('value' in field)) return field
  const { key, value } = field
  return {
    ...field,
    value: lore.names.isParameter(key) || lore.isSecret(key) ? maskAll(value, key, lore.hide) : inUser.text(value),
  }
}

function maskAuth(spec: AuthSpec, lore: Lore, inUser: Change): AuthSpec {
  const { key } = spec.parameters
  const parameters = Object.entries(spec.parameters).map(([name, value]): [string, unknown] => {
    if (spec.type === 'apikey' && name === 'value') {
      return [name, maskAll(value, typeof key === 'string' ? key : 'apikey', lore.hide)]
    }
    const isSecret = lore.names.isField(name) || lore.isSecret(name)
    return [name, isSecret ? maskAll(value, name, lore.hide) : walk(value, inUser)]
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
  const value = isSecret ? maskAll(variable.value, variable.key, lore.hide) : walk(variable.value, inUser)
  return { ...variable, key: lore.mask(variable.key), value }
}

/** Hides a value whatever it is, and learns every text in it. Nothing and emptiness are no secrets. */
function maskAll(value: unknown, name: string, hide: Hide): unknown {
  if (value === undefined || value === null || value === '' || typeof value === 'boolean') return value
  const texts: string[] = []
  const collect: Change = {
    text: (text) => {
      texts.push(text)
      if (text !== '') hide(name, text)
      return text
    },
    bytes: asIs,
    isOurs: false,
    member: () => ORDINARY,
  }
  walk(value, collect)
  return hide(name, texts.join('\n'))
}

/** Masks a member with the name of a secret: its value, or, as in PingOne's `password`, the `value` in it. Other objects are walked into. */
function maskMember(member: unknown, name: string, hide: Hide): unknown {
  if (isScalar(member)) return maskAll(member, name, hide)
  if (typeof member !== 'object' || member === null || !('value' in member) || !isScalar(member.value)) return ORDINARY
  return { ...member, value: maskAll(member.value, name, hide) }
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

function asIs<T>(value: T): T {
  return value
}
