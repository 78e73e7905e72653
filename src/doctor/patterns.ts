import type { Config } from '../model/config.ts'
import { matchesRequest, type Named, pathOf } from '../plan/match.ts'
import { suggest } from '../suggest.ts'
import type { Finding, Level } from './finding.ts'
import { type Project, requestsOf } from './project.ts'
import { placeIn, type Setting } from './setting.ts'

/** A name or pattern of the configuration, and whether it means something. */
interface Pattern {
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly isMet: boolean
  /** What it could have meant. */
  readonly candidates: readonly string[]
  readonly what: 'request' | 'collection'
  readonly level: Level
}

/** Names and patterns of the configuration that mean nothing in any project: what they say will never hold. */
export function checkPatterns({ config }: Setting, projects: readonly Project[]): readonly Finding[] {
  if (config === undefined) return []
  return patternsOf(config.value, projects)
    .filter(({ isMet }) => !isMet)
    .map(({ path, text, candidates, what, level }): Finding => {
      const near = suggest(text, candidates)
      const option = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
      return {
        level,
        code: 'CONFIG_UNMATCHED',
        message: `${option.slice(1)} means a ${what} that is not there: "${text}"`,
        ...placeIn(config, path),
        hint: near === undefined ? HINTS[what] : `Did you mean "${near}"?`,
      }
    })
}

const HINTS: Readonly<Record<Pattern['what'], string>> = Object.freeze({
  request: 'Write the name, the id or the path, Folder/Name; or remove it',
  collection: 'Write the name of a collection as it is in its file, or remove it',
})

function patternsOf(config: Config, projects: readonly Project[]): readonly Pattern[] {
  const { checks = [], contract, retries, sequential, tags = {} } = config
  const requests = projects.flatMap(requestsOf)
  const paths = [...requests.map(pathOf), ...requests.map(({ name }) => name)]
  const names = new Set(requests.flatMap(namesOf))
  const collections = projects.map(({ collection }) => collection.name)
  const fitting = (path: Pattern['path'], text: string, level: Level): Pattern => {
    const isMet = requests.some((request) => matchesRequest(text, request))
    return { path, text, isMet, candidates: paths, what: 'request', level }
  }
  const named = (path: Pattern['path'], text: string): Pattern => {
    return { path, text, isMet: names.has(text), candidates: [...names], what: 'request', level: 'warning' }
  }
  const contracts = typeof contract === 'object' ? Object.keys(contract.requests ?? {}) : []
  const unsafe = typeof retries?.unsafe === 'object' ? retries.unsafe : []
  return [
    // A run does not begin with such a check.
    ...checks.map(({ request }, index) => fitting(['checks', index, 'request'], request, 'error')),
    ...Object.keys(tags).map((pattern) => fitting(['tags', pattern], pattern, 'warning')),
    ...contracts.map((name) => named(['contract', 'requests', name], name)),
    ...unsafe.map((name, index) => named(['retries', 'unsafe', index], name)),
    ...(sequential === true ? [] : (sequential ?? [])).map((text, index): Pattern => {
      const isMet = collections.includes(text)
      const level = 'warning'
      return { path: ['sequential', index], text, isMet, candidates: collections, what: 'collection', level }
    }),
  ]
}

/** What `contract` and `retries` know a request by: id, name, and the paths of it and of its folders. */
function namesOf({ id, name, location }: Named): readonly string[] {
  const path = location.slice(1)
  return [...path.map((_, end) => path.slice(0, end + 1).join('/')), name, id]
}
