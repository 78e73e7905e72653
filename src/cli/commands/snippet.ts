import { openDownloads } from '../../compose.ts'
import { RunnerError } from '../../errors.ts'
import { type Loaded, load } from '../../load/load.ts'
import type { HttpOptions, LoadOptions } from '../../model/options.ts'
import { type PlannedItem, plan } from '../../plan/plan.ts'
import { knownSecrets } from '../../report/known-secrets.ts'
import { createRedactor } from '../../report/redact.ts'
import { addedAuth } from '../../snippet/auth.ts'
import { type Language, languages } from '../../snippet/languages.ts'
import { type SnippetRequest, snippetRequest } from '../../snippet/request.ts'
import { type SnippetWays, snippet } from '../../snippet/snippet.ts'
import { suggest } from '../../suggest.ts'
import type { CommandIo } from '../io.ts'

/** What `flowgate snippet` is to do. */
export type SnippetOptions = { readonly kind: 'list' } | SnippetChoice

/** One request in one language. */
export interface SnippetChoice {
  readonly kind: 'snippet'
  readonly collection: string
  /** Name, id or path (`Folder/Request`). */
  readonly request: string
  readonly language: string
  readonly variant?: string
  readonly showSecrets: boolean
  readonly http: HttpOptions
  readonly load: LoadOptions
}

/** Prints the code that sends a request of a collection, its variables left as they are. Throws RunnerError. */
export async function snippetCommand(options: SnippetOptions, io: CommandIo): Promise<0> {
  if (options.kind === 'list') {
    io.out(languages().map(listed).join(''))
    return 0
  }
  const ways = findLanguage(options)
  const { collection, documents } = await loadCollection(options, io)
  const item = findItem(plan(collection, []).items, options.request)
  const { auth } = item.request
  if (addedAuth(auth).kind === 'unknown') {
    io.err(`warning: auth "${auth?.type}" is not in the snippet: it is worked out when the request is sent\n`)
  }
  const request = snippetRequest(jsonOf(documents?.collection, item.id), auth)
  const secrets = knownSecrets({ variables: collection.variables, data: [], vault: [], config: {}, named: [] })
  const shown = createRedactor({ ...secrets, show: options.showSecrets }).document(request) as SnippetRequest
  io.out(snippet(shown, ways))
  return 0
}

function listed({ name, variants }: Language): string {
  return `${name.padEnd(13)}${variants.join(', ')}\n`
}

function findLanguage({ language: wanted, variant }: SnippetChoice): SnippetWays {
  const all = languages()
  const language = all.find(({ name }) => name === wanted.toLowerCase())
  if (language === undefined) {
    throw unknown(
      `language "${wanted}": there is none of that name`,
      suggest(
        wanted.toLowerCase(),
        all.map(({ name }) => name),
      ),
    )
  }
  const [usual = ''] = language.variants
  const found = language.variants.find((name) => name.toLowerCase() === (variant ?? usual).toLowerCase())
  if (found !== undefined) return { language, variant: found }
  const near = suggest(
    variant?.toLowerCase() ?? '',
    language.variants.map((name) => name.toLowerCase()),
  )
  throw unknown(`variant "${variant}" of ${language.name}: there is none of that name`, near)
}

function unknown(what: string, near: string | undefined): RunnerError {
  const hint = near === undefined ? 'flowgate snippet --list shows what there is' : `Did you mean ${near}?`
  return new RunnerError('USAGE', `Cannot find ${what}`, { hint })
}

async function loadCollection(
  { collection, http, load: options }: SnippetChoice,
  { signal }: CommandIo,
): Promise<Loaded> {
  const { send, close } = openDownloads(http)
  try {
    return await load({ collection, load: { ...options, documents: true } }, { send, signal })
  } finally {
    close()
  }
}

/** By id, by name, or by the path of folders and name. */
function findItem(items: readonly PlannedItem[], wanted: string): PlannedItem {
  const pathOf = ({ location }: PlannedItem): string => location.slice(1).join('/')
  const found = items.filter((item) => item.id === wanted || pathOf(item) === wanted)
  const [first, ...others] = found.length > 0 ? found : items.filter(({ name }) => name === wanted)
  if (first !== undefined && others.length === 0) return first
  if (first !== undefined) {
    const paths = [first, ...others].map((item) => `"${pathOf(item)}"`)
    throw new RunnerError('REQUEST_UNKNOWN', `Cannot choose request "${wanted}": ${paths.length} have this name`, {
      hint: `Pass one of ${paths.join(', ')}`,
    })
  }
  const near = suggest(
    wanted,
    items.map(({ name }) => name),
  )
  throw new RunnerError('REQUEST_UNKNOWN', `Cannot find request "${wanted}": none has this name or id`, {
    hint:
      near === undefined ? `Requests: ${items.map(({ name }) => `"${name}"`).join(', ')}` : `Did you mean "${near}"?`,
  })
}

/** The JSON of a request by the id of its item. */
function jsonOf(node: unknown, id: string): unknown {
  const {
    id: own,
    request,
    item = [],
  } = node as { readonly id?: string; readonly request?: unknown; readonly item?: readonly unknown[] }
  if (own === id && request !== undefined) return request
  for (const child of item) {
    const found = jsonOf(child, id)
    if (found !== undefined) return found
  }
  return undefined
}
