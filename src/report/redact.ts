import type { RunEvent } from '../model/event.ts'
import { maskByPlace } from './redact/place.ts'
import { isSecretName } from './redact/rules.ts'
import { createSecrets } from './redact/secrets.ts'
import { isJwt } from './redact/text.ts'
import { maskByValue } from './redact/value.ts'

/** What is secret from the start. */
export interface SecretPolicy {
  /** Values of variables of type `secret`. */
  readonly values: readonly string[]
  /** Names of such variables: what is written to them is secret as well. */
  readonly names: readonly string[]
  /** Values that have become secret since, in order: what scripts put into the vault. */
  readonly born?: () => readonly string[]
  /** `--show-secrets`: nothing is masked. */
  readonly show: boolean
}

/** Masks the secrets in the events of a run: the only place that hides anything. */
export async function* redact(events: AsyncIterable<RunEvent>, policy: SecretPolicy): AsyncGenerator<RunEvent> {
  const mask = createRedactor(policy)
  for await (const event of events) yield mask(event)
}

/**
 * Makes the mask of one run. A secret shows as `[masked]` from the event on in which it is born.
 * First its place gives a secret away: the Authorization and cookie headers, the members, fields and parameters of `rules.ts`, variables of a
 * telling name, the shape of a JWT. From then on it is masked wherever its value stands, also escaped, in base64 or hexadecimal digits.
 * A value shorter than four characters or longer than 16,384, a number of less than six digits and a common word are masked in their place only.
 */
export function createRedactor(policy: SecretPolicy): (event: RunEvent) => RunEvent {
  if (policy.show) return (event) => event
  const secrets = createSecrets()
  for (const value of policy.values) secrets.learn(value)
  const names: ReadonlySet<string> = new Set(policy.names)
  const judged = new Map<string, boolean>()
  const byPlace = maskByPlace({
    learn: (value) => {
      // Masked by its shape wherever it stands: a long run need not remember thousands of them.
      if (!isJwt(value)) secrets.learn(value)
    },
    isSecret: (name) => {
      const known = judged.get(name)
      if (known !== undefined) return known
      const isSecret = names.has(name) || isSecretName(name)
      if (judged.size < MAX_JUDGED) judged.set(name, isSecret)
      return isSecret
    },
    mask: secrets.mask,
  })
  const byValue = maskByValue(secrets.mask)
  let bornSoFar = 0
  return (event) => {
    const born = policy.born?.() ?? []
    for (; bornSoFar < born.length; bornSoFar += 1) secrets.learn(born[bornSoFar] ?? '')
    const known = secrets.count()
    const masked = byPlace(plainOf(event))
    return secrets.count() === known ? masked : byValue(masked)
  }
}

/** What listeners of newman are given besides plain data is not looked into. */
function plainOf(event: RunEvent): RunEvent {
  if (event.type !== 'console' || event.rich === undefined) return event
  const { rich: _, ...plain } = event
  return plain
}

/** The same names come again and again; a script could make up new ones for ever. */
const MAX_JUDGED = 10_000
