/** The path of a URL with names where ids stand: `/{envID}/flows/{flowID}`. Without a path, or if it is no URL: `/`. */
export function pathTemplate(url: string): string {
  const segments = segmentsOf(url)
  const named = segments.map((segment, index) =>
    isId(segment) ? `{${idName(segments[index - 1], segments[index + 1])}}` : segment,
  )
  return `/${named.join('/')}`
}

/** The segments of the path of a URL, decoded; none if it is no URL. */
export function segmentsOf(url: string): readonly string[] {
  if (!URL.canParse(url)) return []
  return new URL(url).pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode)
}

/** What a path is about: `user` for `…/users/{userID}` and for `…/users`; undefined if it does not say. */
export function nounOf(url: string): string | undefined {
  const noun = segmentsOf(url).findLast((segment) => !isId(segment))
  return noun === undefined ? undefined : singular(noun)
}

/** `policies` → `policy`, `users` → `user`, `status` stays. */
export function singular(noun: string): string {
  if (noun.endsWith('ies')) return noun.replace(/ies$/, 'y')
  return noun.replace(/(?<=[^su])s$/, '')
}

/** Percent-decodes; what is not encoded stays. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A UUID, a number, a mask, or anything long with digits in it. */
function isId(segment: string): boolean {
  return (
    /^\d+$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$|^\[[^\]]+\]$/i.test(segment) ||
    /^(?=\D*\d)[\w~-]{20,}/.test(segment)
  )
}

/** PingOne calls environments `envID`, also where only the place in the path names them. Source: PingOne Platform API, "Working with PingOne APIs". */
function idName(before: string | undefined, behind: string | undefined): string {
  if (before === 'environments') return 'envID'
  if (before !== undefined && !isId(before)) return `${singular(before)}ID`
  return behind !== undefined && ENVIRONMENT_PATHS.includes(behind) ? 'envID' : 'ID'
}

/** What follows the environment in the paths of PingOne's authentication API. */
const ENVIRONMENT_PATHS: readonly string[] = Object.freeze([
  'as',
  'flows',
  'signon',
  'saml20',
  'deviceAuthentications',
  'rpInitiatedSignOff',
])
