import type { RunEvent } from '../model/event.ts'
import { maskDocument } from './redact/document.ts'
import { createHiding } from './redact/hide.ts'
import { type Lore, maskedFully } from './redact/lore.ts'
import { createNames, type NamesGiven } from './redact/names.ts'
import { maskByPlace } from './redact/place.ts'
import { createSecrets } from './redact/secrets.ts'
import { takenFrom } from './redact/taken.ts'
import { createTextMasks } from './redact/text.ts'
import { maskByValue } from './redact/value.ts'

/** A value, and the name by which it is known. */
export interface NamedSecret {
  readonly name: string
  readonly value: string
}

/** What is secret from the start. */
export interface SecretPolicy {
  /** Values of variables of type `secret`. */
  readonly values: readonly NamedSecret[]
  /** Names of such variables: what is written to them is secret as well. */
  readonly names: readonly string[]
  /** Values that have become secret since, in order: what scripts put into the vault. */
  readonly born?: () => readonly NamedSecret[]
  /** More rules for names than those that are built in. */
  readonly rules?: NamesGiven
  /** Is told every value that is looked for everywhere, once, before an event shows it masked. */
  readonly announce?: (value: string) => void
  /** `--show-secrets`: nothing is masked. */
  readonly show: boolean
}

/** The gate of one run: nothing that has not been through it is shown. */
export interface Redactor {
  readonly event: (event: RunEvent) => RunEvent
  /** An event that is masked already, once more: more may be known by now. */
  readonly again: (event: RunEvent) => RunEvent
  /** A text that is in no event: a name, a warning. */
  readonly text: (text: string) => string
  /** JSON that is in no event: the collection file. */
  readonly document: (document: object) => object
}

/** Masks the secrets in the events of a run: the only place that hides anything. */
export async function* redact(events: AsyncIterable<RunEvent>, policy: SecretPolicy): AsyncGenerator<RunEvent> {
  const { event: mask } = createRedactor(policy)
  for await (const event of events) yield mask(event)
}

/**
 * Makes the gate of one run. A secret shows as a placeholder (`redact/placeholder.ts`) from the event on in which it is born, the same for the same
 * value, a JWT with its header and its claims.
 * First its place gives a secret away: the Authorization and cookie headers, the members, fields and parameters of `redact/rules.ts`, variables of a
 * telling name, the shape of a JWT. From then on it is masked wherever its value stands, also escaped, in base64 or hexadecimal digits.
 * A value shorter than four characters or longer than 16,384, a number of less than six digits and a common word are masked in their place only.
 */
export function createRedactor(policy: SecretPolicy): Redactor {
  if (policy.show) return { event: asIs, again: asIs, text: asIs, document: asIs }
  const secrets = createSecrets(policy.announce)
  const names = createNames(policy.rules)
  const masks = createTextMasks(names)
  const { hide, mask } = createHiding(secrets, (claims) => maskClaims(claims))
  const isSecret = judgeOf(policy, names.isVariable)
  const lore: Lore = { hide, mask, names, isSecret }
  const maskClaims = maskedFully(masks.text, lore)
  const byPlace = maskByPlace(lore, masks)
  const byValue = maskByValue(mask)
  for (const { name, value } of policy.values) hide(name, value)

  let bornSoFar = 0
  function learnBorn(): void {
    const born = policy.born?.() ?? []
    for (const { name, value } of born.slice(bornSoFar)) hide(name, value)
    bornSoFar = born.length
  }

  function learnTaken(event: RunEvent): void {
    if (event.type !== 'response' || event.producer === undefined) return
    for (const value of takenFrom(event.producer, event.response)) hide(event.producer, value)
  }

  return {
    event: (event) => {
      learnBorn()
      const known = secrets.count()
      learnTaken(event)
      const masked = byPlace(plainOf(event))
      return secrets.count() === known ? masked : byValue(masked)
    },
    again: byValue,
    text: maskClaims,
    document: (document) => maskDocument(document, lore, masks) as object,
  }
}

/** Is this the name of a variable that holds a secret. */
function judgeOf({ names }: SecretPolicy, isSecretName: (name: string) => boolean): (name: string) => boolean {
  const given: ReadonlySet<string> = new Set(names)
  const judged = new Map<string, boolean>()
  return (name) => {
    const known = judged.get(name)
    if (known !== undefined) return known
    const isSecret = given.has(name) || isSecretName(name)
    if (judged.size < MAX_JUDGED) judged.set(name, isSecret)
    return isSecret
  }
}

function asIs<T>(value: T): T {
  return value
}

/** What listeners of newman are given besides plain data is not looked into. */
function plainOf(event: RunEvent): RunEvent {
  if (event.type !== 'console' || event.rich === undefined) return event
  const { rich: _, ...plain } = event
  return plain
}

/** The same names come again and again; a script could make up new ones for ever. */
const MAX_JUDGED = 10_000
