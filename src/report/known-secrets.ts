import type { Variable } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import type { HttpOptions, LoadOptions } from '../model/options.ts'
import { createNames } from './redact/names.ts'
import type { NamedSecret, SecretPolicy } from './redact.ts'

/** Where secrets may stand before a run starts. */
export interface SecretPlaces {
  readonly variables: readonly Variable[]
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly vault: readonly Variable[]
  readonly config: Config
  /** What the command line and the environment say: keys, passphrases, passwords of proxies. */
  readonly given?: readonly NamedSecret[]
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
  given = [],
}: SecretPlaces): Pick<SecretPolicy, 'values' | 'names' | 'rules'> {
  const { isVariable: isSecretName } = createNames(config.secrets)
  const others = [config.inputs ?? {}, ...data].flatMap((values) => Object.entries(values))
  const all = [...variables, ...others.map(([key, value]): Variable => ({ key, value }))]
  const secrets = all.filter(({ key, type }) => type === 'secret' || named.includes(key) || isSecretName(key))
  return {
    names: [...new Set([...named, ...secrets.map(({ key }) => key)])],
    values: [...[...secrets, ...vault].flatMap(secretsIn), ...given],
    ...(config.secrets && { rules: config.secrets }),
  }
}

/** Secrets in the options of a run. */
export function givenSecrets({ http, load }: GivenOptions): readonly NamedSecret[] {
  const certificates = http.clientCertificates ?? []
  const proxies = Object.values(http.proxyEnv ?? {}).flatMap(
    (url = '') => PROXY_PASSWORD.exec(url)?.groups?.['password'] ?? [],
  )
  return [
    ...named('postman_api_key', load?.postmanApiKey),
    ...certificates.flatMap(({ passphrase }) => named('passphrase', passphrase)),
    ...certificates.flatMap(({ key }) => named('private_key', key && new TextDecoder().decode(key))),
    ...proxies.flatMap((password) => named('proxy_password', password)),
  ]
}

interface GivenOptions {
  readonly http: HttpOptions
  readonly load?: Pick<LoadOptions, 'postmanApiKey'>
}

const PROXY_PASSWORD = /:\/\/[^\s/?#@:]*:(?<password>[^\s/?#@]+)@/

function named(name: string, value: string | undefined): readonly NamedSecret[] {
  return value === undefined || value === '' ? [] : [{ name, value }]
}

/** Nothing and emptiness are no secrets. */
function secretsIn({ key, value }: Variable): readonly NamedSecret[] {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return text === '' ? [] : [{ name: key, value: text }]
}
