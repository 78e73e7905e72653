import type { Variable } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import { isSecretName } from './redact/rules.ts'
import type { SecretPolicy } from './redact.ts'

/** Where secrets may stand before a run starts. */
export interface SecretPlaces {
  readonly variables: readonly Variable[]
  readonly vault: readonly Variable[]
  readonly config: Config
}

/** What is known to be secret before a run starts: by the type of a variable, by its name, by its place. */
export function knownSecrets({ variables, vault, config }: SecretPlaces): Pick<SecretPolicy, 'values' | 'names'> {
  const inputs = Object.entries(config.inputs ?? {}).map(([key, value]): Variable => ({ key, value }))
  const secrets = variables.filter(({ key, type }) => type === 'secret' || isSecretName(key))
  const configured = inputs.filter(({ key }) => isSecretName(key))
  return {
    names: secrets.map(({ key }) => key),
    values: [...secrets, ...vault, ...configured]
      .map(({ value }) => value)
      .filter((value) => typeof value === 'string'),
  }
}
