import type { WireResponse } from '../model/exchange.ts'

/** One challenge of a WWW-Authenticate header. */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string
  /** The one word that NTLM and Negotiate send in place of parameters. */
  readonly token?: string
  /** Names in lower case; values without their quotes, escapes left as they are, which is what digests are made of. */
  readonly parameters: Readonly<Record<string, string>>
}

/** A parameter (name, quoted or bare value) or a scheme (with its token68, if it has one); see RFC 9110, section 11.2. */
const PART =
  /[\s,]*(?:(?<name>[^\s,="]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s,"]*))|(?<scheme>[^\s,="]+)(?:\s+(?<token>[\w.~+/-]+=*)(?=\s*(?:,|$)))?)/gy

/**
 * The challenges of a response, of all its WWW-Authenticate headers in order; what cannot be read ends its header.
 * Source: RFC 9110, section 11.6.1.
 */
export function challengesOf({ headers }: WireResponse): readonly Challenge[] {
  return headers.filter(({ key }) => key.toLowerCase() === 'www-authenticate').flatMap(({ value }) => parse(value))
}

function parse(value: string): readonly Challenge[] {
  const challenges: Challenge[] = []
  for (const { groups = {} } of value.matchAll(PART)) {
    const { scheme, token, name, quoted, bare = '' } = groups
    const last = challenges.at(-1)
    if (scheme !== undefined) {
      challenges.push({ scheme: scheme.toLowerCase(), parameters: {}, ...(token !== undefined && { token }) })
    } else if (name !== undefined && last !== undefined) {
      const parameters = { ...last.parameters, [name.toLowerCase()]: quoted ?? bare }
      challenges.splice(-1, 1, { ...last, parameters })
    }
  }
  return challenges
}
