import { RunnerError } from '../errors.ts'
import type { ProxyEnv } from '../model/options.ts'
import type { SnippetOptions } from './commands/snippet.ts'
import { httpOptions } from './identity-options.ts'
import { type Arguments, defined } from './values.ts'

type Environment = ProxyEnv & Readonly<Record<string, string | undefined>>

/** The flags of `flowgate snippet` → what to print. Throws USAGE. */
export function snippetOptions(given: Arguments, env: Environment): SnippetOptions {
  if (given.isOn('list', false)) return { kind: 'list' }
  const [collection, other] = given.positionals
  if (collection === undefined) throw refusal('no collection is given', 'Write flowgate snippet <collection.json>')
  if (other !== undefined) throw refusal(`"${other}" is one word too many`, 'Put names with blanks in quotes')
  const [request, language] = [given.text('request'), given.text('language')]
  if (request === undefined) throw refusal('no request is named', 'Pass --request <name>')
  if (language === undefined) throw refusal('no language is named', 'Pass --language <name>; --list shows them')
  return {
    kind: 'snippet',
    collection,
    request,
    language,
    ...defined({ variant: given.text('variant') }),
    showSecrets: given.isOn('show-secrets', false),
    http: httpOptions(given, env),
    load: defined({ postmanApiKey: given.text('postman-api-key') ?? (env['POSTMAN_API_KEY'] || undefined) }),
  }
}

function refusal(reason: string, hint: string): RunnerError {
  return new RunnerError('USAGE', `Cannot write a snippet: ${reason}`, { hint })
}
