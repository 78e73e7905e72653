import type { Variable } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import { createNames } from './redact/names.ts'
import type { NamedSecret, SecretPolicy } from './redact.ts'

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
}: SecretPlaces): Pick<SecretPolicy, 'values' | 'names' | 'rules'> {
  const { isVariable: isSecretName } = createNames(config.secrets)
  const others = [config.inputs ?? {}, ...data].flatMap((values) => Object.entries(values))
  const all = [...variables, ...others.map(([key, value]): Variable => ({ key, value }))]
  const secrets = all.filter(({ key, type }) => type === 'secret' || named.includes(key) || isSecretName(key))
  return {
    names: [...new Set([...named, ...secrets.map(({ key }) => key)])],
    values: [...secrets, ...vault].flatMap(secretsIn),
    ...(config.secrets && { rules: config.secrets }),
  }
}

/** Nothing and emptiness are no secrets. */
function secretsIn({ key, value }: Variable): readonly NamedSecret[] {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return text === '' ? [] : [{ name: key, value: text }]
}
