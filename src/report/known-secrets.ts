import type { Variable } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import { isSecretName } from './redact/rules.ts'
import type { SecretPolicy } from './redact.ts'

/** Where secrets may stand before a run starts. */
export interface SecretPlaces {
  readonly variables: readonly Variable[]
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly vault: readonly Variable[]
  readonly config: Config
  /** Names of variables that the user calls secret: `--secret`. */
  readonly named: readonly string[]
}

/** What is known to be secret before a run starts: by the type of a variable, by its name, by its place. */
export function knownSecrets({
  variables,
  data,
  vault,
  config,
  named,
}: SecretPlaces): Pick<SecretPolicy, 'values' | 'names'> {
  const others = [config.inputs ?? {}, ...data].flatMap((values) => Object.entries(values))
  const all = [...variables, ...others.map(([key, value]): Variable => ({ key, value }))]
  const secrets = all.filter(({ key, type }) => type === 'secret' || named.includes(key) || isSecretName(key))
  return {
    names: [...new Set([...named, ...secrets.map(({ key }) => key)])],
    values: [...secrets, ...vault].map(({ value }) => value).flatMap(textsOf),
  }
}

function textsOf(value: unknown): readonly string[] {
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
}
