import { RunnerError } from '../errors.ts'
import type { HttpOptions, ProxyEnv } from '../model/options.ts'
import { proxiesOf } from '../newman/proxies.ts'
import { suggest } from '../suggest.ts'
import type { SignOptions } from './commands/sign.ts'
import type { TokenOptions } from './commands/token.ts'
import { type Arguments, assignments, defined, usage } from './values.ts'

/** What `flowgate sign` can sign → the variable whose producer does it. */
export const SIGNABLE: Readonly<Record<string, string>> = Object.freeze({
  request: 'requestParam',
  'login-hint': 'loginHintToken',
  'client-assertion': 'clientAssertion',
})

type Environment = ProxyEnv & Readonly<Record<string, string | undefined>>

/** The flags of `flowgate sign` → what to sign. Throws USAGE. */
export function signOptions(given: Arguments, env: Environment): SignOptions {
  const [what, other] = given.positionals
  const name = what !== undefined && Object.hasOwn(SIGNABLE, what) ? SIGNABLE[what] : undefined
  if (what === undefined || name === undefined) throw unsignable(what)
  if (other !== undefined) throw new RunnerError('USAGE', `Cannot read the command line: sign takes no "${other}"`)
  return {
    name,
    explain: given.isOn('explain', false),
    input: {
      ...defined({
        environment: given.text('environment'),
        globals: given.text('globals'),
        collection: given.text('collection'),
        config: given.text('config'),
      }),
      envVar: assignments(given, 'env-var'),
      globalVar: assignments(given, 'global-var'),
      scriptFiles: { ...defined({ vault: given.text('vault') }), vaultVar: assignments(given, 'vault-var') },
      http: httpOptions(given, env),
    },
  }
}

function unsignable(what: string | undefined): RunnerError {
  const names = Object.keys(SIGNABLE)
  const near = what === undefined ? undefined : suggest(what, names)
  const hint = near === undefined ? `Write flowgate sign ${names.join(', or ')}` : `Did you mean flowgate sign ${near}?`
  const reason = what === undefined ? 'nothing to sign is named' : `"${what}" is nothing that is signed`
  return new RunnerError('USAGE', `Cannot sign: ${reason}`, { hint })
}

/** The flags of `flowgate token` → what to look at. Throws USAGE. */
export function tokenOptions(given: Arguments, env: Environment): TokenOptions {
  const [token, other] = given.positionals
  if (token === undefined || other !== undefined) {
    const reason = token === undefined ? 'none is given' : 'there are several words'
    const hint = 'Write flowgate token <jwt>, or - to read it from standard input'
    throw new RunnerError('USAGE', `Cannot explain a token: ${reason}`, { hint })
  }
  const [jwks, variable] = [given.text('jwks'), given.text('secret-env')]
  if (jwks !== undefined && variable !== undefined) {
    throw usage('secret-env', 'cannot go with --jwks', 'HS* is checked with a secret, other algorithms with a JWKS')
  }
  const secret = variable === undefined ? undefined : env[variable]
  if (variable !== undefined && !secret) {
    throw usage('secret-env', `names "${variable}", which is not set`, `Set ${variable} to the secret and export it`)
  }
  return { token, ...defined({ jwks, secret }), http: httpOptions(given, env) }
}

/** How files are downloaded. */
export function httpOptions(given: Arguments, env: Environment): HttpOptions {
  const allowedHosts = given.list('allow-host')
  return {
    strictSSL: !given.isOn('insecure', false),
    proxyEnv: proxiesOf(env),
    ...(allowedHosts.length > 0 && { allowedHosts }),
  }
}
