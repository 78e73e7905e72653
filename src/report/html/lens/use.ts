import type { Finding } from '../../../token/findings.ts'
import { kindOf } from '../../../token/kinds.ts'
import type { Jwt } from '../../../token/read.ts'
import type { Sighting } from '../../sightings.ts'

/**
 * What the way of a token through a run says of it: was it sent to whom it is for, and does it come from whom it names.
 * Source: RFC 7519, section 4.1.3; RFC 7523, section 3; RFC 9101, section 4; OpenID Connect Core 1.0, section 3.1.3.7.
 */
export function useFindings(jwt: Jwt, sightings: readonly Sighting[]): readonly Finding[] {
  return [...audience(jwt, sightings), ...issuer(jwt, sightings)]
}

/** Kinds that are made for the server they are sent to. */
const ADDRESSED: readonly string[] = Object.freeze(['a request object', 'a client assertion'])

function audience({ header, claims }: Jwt, sightings: readonly Sighting[]): readonly Finding[] {
  const { name } = kindOf(header, claims)
  const sent = sightings.find(({ way, url }) => way === 'sent' && url !== undefined)
  const wanted = [claims['aud']].flat().filter((aud) => typeof aud === 'string')
  if (!ADDRESSED.includes(name) || sent?.url === undefined || wanted.length === 0) return []
  const { url } = sent
  if (wanted.some((aud) => isWithin(url, aud))) return []
  return [{ level: 'warning', text: `is for ${shown(wanted.join(', '))}, and was sent to ${shown(placeOf(url))}` }]
}

function issuer({ claims: { iss } }: Jwt, sightings: readonly Sighting[]): readonly Finding[] {
  const [first] = sightings
  if (typeof iss !== 'string' || first?.way !== 'received' || first.url === undefined || !URL.canParse(iss)) return []
  if (isWithin(first.url, iss)) return []
  return [{ level: 'note', text: `says that it is of ${shown(iss)}, and came from ${shown(placeOf(first.url))}` }]
}

/** Does a URL lie at or below an address. An audience without a scheme names a server by a word: it fits no URL, and says nothing. */
function isWithin(url: string, address: string): boolean {
  if (!URL.canParse(address)) return true
  const [place, base] = [placeOf(url), placeOf(address).replace(/\/$/, '')]
  return place === base || place.startsWith(`${base}/`)
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 200))
}
