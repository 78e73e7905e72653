import type { AuthSpec, FormField, FormPart, Header, Variable } from '../../model/collection.ts'
import type { EventOf, RunEvent } from '../../model/event.ts'
import type { CookieRecord } from '../../model/exchange.ts'
import type { FinalScopes, VariableScope } from '../../model/scope.ts'
import { maskBytes } from './bytes.ts'
import { maskCookie, maskCookies, maskHeader } from './headers.ts'
import { type Lore, maskedFully } from './lore.ts'
import { isSecretField, isSecretParameter, MASK, OURS } from './rules.ts'
import { type Learn, maskBody, maskText } from './text.ts'
import { type Change, ORDINARY, walk } from './walk.ts'

/** Masks in an event what its place gives away, which is learned, and what is known. */
export function maskByPlace(lore: Lore): (event: RunEvent) => RunEvent {
  const { learn, mask } = lore
  const inBody = maskedFully(maskBody, lore)
  const inUser: Change = {
    text: maskedFully(maskText, lore),
    bytes: (bytes) => maskBytes(bytes, inBody, mask),
    isOurs: false,
    member: (key, value, object) => (isSecretMember(key, object) ? maskMember(value, learn) : ORDINARY),
  }
  const isSecret = (name: unknown): boolean => typeof name === 'string' && (isSecretField(name) || lore.isSecret(name))
  // Postman's lists name their entries by a member: `{ key: 'X-API-Key', value: … }`.
  const isSecretMember: IsSecretMember = (key, object) =>
    isSecret(key) || (key === 'value' && (isSecret(object['key']) || isSecret(object['name'])))
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
    const masked = walk(event, inEvent) as RunEvent
    if (masked.type === 'mutation') return { ...masked, ...maskMutation(event as typeof masked, lore, inUser) }
    // Elsewhere `source` is a name of ours; here it is a path or a URL.
    const isSource = masked.type === 'run:start' && masked.source !== undefined
    return isSource ? { ...masked, source: inUser.text(masked.source) } : masked
  }
}

type IsSecretMember = (key: string, object: Readonly<Record<string, unknown>>) => boolean

type Rule = (value: unknown) => unknown

/** What is done with a member of an event, by its name. The casts state what the event types say of these names. */
function memberRules(
  lore: Lore,
  { inUser, inBody }: { readonly inUser: Change; readonly inBody: (text: string) => string },
): ReadonlyMap<string, Rule> {
  const { learn, mask } = lore
  // A rule looks at the value; a known secret may stand in the name beside it as well.
  const known: Change = { text: mask, bytes: asIs, isOurs: true, member: () => ORDINARY }
  const each = <T>(change: (one: T) => T): Rule => {
    return (value) => (value as readonly T[]).map((one) => walk(change(one), known))
  }
  const headers = each<Header>((header) => maskHeader(header, lore))
  const fields = each<FormField | FormPart>((field) => maskField(field, { lore, inUser }))
  const user: Rule = (value) => walk(value, inUser)
  return new Map<string, Rule>([
    ['headers', headers],
    ['header', headers],
    ['urlencoded', fields],
    ['formdata', fields],
    ['cookies', each<CookieRecord>((cookie) => maskCookie(cookie, learn))],
    ['ownCookie', (value) => maskCookies(value as string, learn)],
    ['auth', (value) => maskAuth(value as AuthSpec, lore, inUser)],
    ['raw', (value) => inBody(value as string)],
    ['scopes', (value) => maskScopes(value as FinalScopes, lore, inUser)],
    ['values', user],
    ['data', user],
    ['expected', user],
    ['actual', user],
  ])
}

function maskMutation(event: EventOf<'mutation'>, lore: Lore, inUser: Change): Pick<EventOf<'mutation'>, 'value'> {
  if (event.value === undefined) return {}
  // What is made natively is made to prove something: a signature, a password, a token.
  const isSecret = event.by === 'producer' || lore.isSecret(event.name)
  return { value: isSecret ? maskAll(event.value, lore.learn) : walk(event.value, inUser) }
}

function maskField<T extends FormField | FormPart>(
  field: T,
  { lore, inUser }: { readonly lore: Lore; readonly inUser: Change },
): T {
  if (!('value' in field)) return field
  const { key, value } = field
  return { ...field, value: isSecretParameter(key) ? maskAll(value, lore.learn) : inUser.text(value) }
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
