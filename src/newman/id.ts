import { hash } from 'node:crypto'

/**
 * An id in the form that newman's have, a UUID: reporters make names of files and elements of it. Newman draws them by lot; ours are the
 * same for the same parts, so that all reports of a run agree. Source: RFC 9562 section 5.3, "UUID Version 3"; the
 * sixteen bytes of its name space are ASCII here.
 */
export function idOf(...parts: readonly (string | number)[]): string {
  const hex = hash('md5', `flowgate reports${parts.join(' ')}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-3${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
