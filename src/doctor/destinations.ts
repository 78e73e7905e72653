import { substitute } from '../engine/substitute.ts'
import { urlText } from '../engine/url-text.ts'
import type { Project, ProjectItem } from './project.ts'
import { valuesOf } from './variables.ts'

/** A host that requests go to, and the first of them; one that verifies certificates is preferred. */
export interface Destination {
  /** Scheme, host and port, as in `https://api.pingone.com`. */
  readonly origin: string
  /** Host and port. */
  readonly host: string
  /** Of that request, as far as it is known. */
  readonly url: string
  readonly project: Project
  readonly item: ProjectItem
}

/** A host that is not known before the run. */
export interface UnknownDestination extends Pick<Destination, 'project' | 'item'> {
  /** As written, as far as it is known. */
  readonly text: string
}

/** Where the requests of projects go with their environments, and the tokens that they need are fetched; each host once. */
export function destinationsOf(projects: readonly Project[]): {
  readonly known: readonly Destination[]
  readonly unknown: readonly UnknownDestination[]
} {
  const known = new Map<string, Destination>()
  const unknown = new Map<string, UnknownDestination>()
  for (const project of projects) {
    const values = valuesOf(project)
    const asked = project.items.flatMap((item) =>
      urlsOf(item).map((url) => ({ item, url: absolute(resolved(url, values)) })),
    )
    for (const { item, url } of asked) {
      const [, host] = /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url) ?? []
      if (host === undefined || !/^https?:/i.test(url)) continue
      if (host === '' || /\{\{|<</.test(host)) {
        if (!unknown.has(host)) unknown.set(host, { text: host, project, item })
        continue
      }
      const origin = originOf(url)
      if (origin === undefined) continue
      const isVerified = known.get(origin)?.item.behavior.strictSSL !== false
      if (!known.has(origin) || (!isVerified && item.behavior.strictSSL !== false)) {
        known.set(origin, { origin, host: new URL(origin).host, url, project, item })
      }
    }
  }
  return { known: [...known.values()], unknown: [...unknown.values()] }
}

/** As written: of the request, and where its OAuth 2.0 token is fetched if it has none. */
function urlsOf({ request }: ProjectItem): readonly string[] {
  const { auth, url } = request
  const tokenUrls = auth?.type === 'oauth2' && isBlank(auth.parameters['accessToken']) ? TOKEN_URLS : []
  const fetched = tokenUrls
    .map((name) => auth?.parameters[name])
    .filter((given) => typeof given === 'string' && given !== '')
  return [urlText(url), ...(fetched as readonly string[])]
}

const TOKEN_URLS: readonly string[] = Object.freeze(['accessTokenUrl', 'refreshTokenUrl'])

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** What is left unresolved stays as written. */
function resolved(text: string, values: ReadonlyMap<string, string>): string {
  const result = substitute(text, {
    lookup: (name) => {
      const value = values.get(name)
      return value === undefined ? undefined : { key: name, value }
    },
    dynamicValue: () => undefined,
    angle: true,
  })
  return result.kind === 'text' ? result.text : text
}

/** Without a scheme it is http, as in Postman. */
function absolute(text: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
}

function originOf(url: string): string | undefined {
  const [origin = ''] = /^[a-z]+:\/\/[^/?#]*/i.exec(url) ?? []
  return URL.canParse(origin) ? new URL(origin).origin : undefined
}
