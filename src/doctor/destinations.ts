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

/** Where the requests of projects go with their environments, each host once. */
export function destinationsOf(projects: readonly Project[]): {
  readonly known: readonly Destination[]
  readonly unknown: readonly UnknownDestination[]
} {
  const known = new Map<string, Destination>()
  const unknown = new Map<string, UnknownDestination>()
  for (const project of projects) {
    const values = valuesOf(project)
    for (const item of project.items) {
      const url = absolute(resolved(urlText(item.request.url), values))
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
