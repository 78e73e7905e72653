import { type Kind, kindOf } from './kinds.ts'
import type { Jwt } from './read.ts'
import { span } from './time.ts'

/** Something to know about a JWT. `invalid`: a receiver that keeps to the specifications refuses it. */
export interface Finding {
  readonly level: 'invalid' | 'warning' | 'note'
  /** A sentence about "it", without a full stop. */
  readonly text: string
}

/** What checking the signature came to. */
export type SignatureCheck =
  | { readonly kind: 'right'; readonly by: string }
  | { readonly kind: 'wrong'; readonly by: string }
  /** There was a key, but not one for this JWT. */
  | { readonly kind: 'unfit'; readonly reason: string }
  /** There was no key to check it with. */
  | { readonly kind: 'unchecked' }

/** Clocks are never quite the same. Seconds. */
const TOLERANCE_S = 60

/** Nobody needs a signed statement for longer. Seconds. */
const LONG_S = 24 * 3600

/**
 * What there is to say about a JWT at a time (milliseconds since 1970), the gravest first.
 * Source: RFC 7519, section 4.1; RFC 8725, sections 2.1, 3.1 and 3.11; RFC 7515, section 4.1.11.
 */
export function findingsOf(
  { header, claims, hasSignature }: Jwt,
  nowMs: number,
  check: SignatureCheck,
): readonly Finding[] {
  const kind = kindOf(header, claims)
  const found = [
    ...signature(header['alg'], hasSignature, check),
    ...times(claims, Math.floor(nowMs / 1000)),
    ...lifetime(claims, kind),
    ...missing(claims, kind),
    ...headerFindings(header, kind),
  ]
  return LEVELS.flatMap((level) => found.filter((finding) => finding.level === level))
}

const LEVELS = Object.freeze(['invalid', 'warning', 'note'] as const)

function signature(alg: unknown, hasSignature: boolean, check: SignatureCheck): readonly Finding[] {
  if (typeof alg !== 'string') return [invalid('has no alg in its header')]
  if (alg.toLowerCase() === 'none') return [invalid('is not signed (alg none): anybody can have written it')]
  if (!hasSignature) return [invalid(`says ${alg} and has no signature`)]
  switch (check.kind) {
    case 'right':
      return []
    case 'wrong':
      return [invalid(`has a signature that does not belong to it, or is of another key than ${check.by}`)]
    case 'unfit':
      return [invalid(`has a signature that cannot be checked: ${check.reason}`)]
    case 'unchecked':
      return [{ level: 'note', text: 'has a signature that was not checked: there is no key' }]
  }
}

function times(claims: Jwt['claims'], now: number): readonly Finding[] {
  const wrong = ['exp', 'nbf', 'iat'].filter((name) => claims[name] !== undefined && typeof claims[name] !== 'number')
  const { exp, nbf, iat } = claims
  return [
    ...wrong.map((name) => invalid(`has a claim ${name} that is no number of seconds since 1970`)),
    ...(typeof exp === 'number' && exp <= now ? [invalid(`expired ${span(now - exp)} ago`)] : []),
    ...(typeof nbf === 'number' && nbf > now + TOLERANCE_S
      ? [invalid(`is not valid for another ${span(nbf - now)}`)]
      : []),
    ...(typeof iat === 'number' && iat > now + TOLERANCE_S
      ? [invalid(`was issued ${span(iat - now)} from now: one of the clocks is wrong`)]
      : []),
    ...([exp, nbf, iat].some((time) => typeof time === 'number' && time > MILLISECONDS)
      ? [warning('has a time in milliseconds, it seems; JWTs count in seconds')]
      : []),
  ]
}

/** As seconds a time in the year 5138; as milliseconds one in 1973. */
const MILLISECONDS = 100_000_000_000

function lifetime({ exp, iat }: Jwt['claims'], { name, maxLifetimeS }: Kind): readonly Finding[] {
  if (typeof exp !== 'number') {
    return exp === undefined ? [warning('never expires: there is no exp')] : []
  }
  if (typeof iat !== 'number' || exp <= iat) return []
  const seconds = exp - iat
  if (maxLifetimeS !== undefined && seconds > maxLifetimeS) {
    return [invalid(`lives for ${span(seconds)}; PingOne takes ${name} for ${span(maxLifetimeS)} at most`)]
  }
  return seconds > LONG_S ? [warning(`lives for ${span(seconds)}, which is long`)] : []
}

function missing(claims: Jwt['claims'], { name, required }: Kind): readonly Finding[] {
  const absent = required.filter((claim) => claims[claim] === undefined)
  if (absent.length === 0) return []
  return [invalid(`lacks ${absent.join(', ')}, which ${name} must have`)]
}

function headerFindings({ typ, crit, kid, alg, jwk }: Jwt['header'], { name, types }: Kind): readonly Finding[] {
  const isTyped = typeof typ === 'string' && !types.includes(typ.toLowerCase())
  const isAsymmetric = typeof alg === 'string' && /^(?:RS|PS|ES|Ed)/.test(alg)
  return [
    ...(isTyped ? [warning(`has typ ${JSON.stringify(typ)}, which is not that of ${name} (${types.join(', ')})`)] : []),
    ...(crit === undefined ? [] : [warning(`has critical header parameters (crit): ${JSON.stringify(crit)}`)]),
    ...(isAsymmetric && kid === undefined && jwk === undefined
      ? [{ level: 'note', text: 'names no key (kid): the receiver must try all it has' } as const]
      : []),
  ]
}

function invalid(text: string): Finding {
  return { level: 'invalid', text }
}

function warning(text: string): Finding {
  return { level: 'warning', text }
}
