import type { SnippetPart, SnippetSource, SnippetVariable } from '../../../model/snippet.ts'

/** A request with variables in the place of what is masked. */
export interface VariableRequest {
  readonly request: SnippetSource
  readonly variables: readonly SnippetVariable[]
}

/** What is masked: all of it, or of a JWT the signature, or all behind the header. A placeholder may have a name and a number. Source: `redact/`. */
const MASKED = /(?:eyJ[\w-]*\.(?:[\w-]*\.)?)?\[(?:masked|(?<name>[\w.-]{1,40})#(?<number>[1-9]\d{0,8}))\]/g

/** Puts a variable in the place of each masked value; its name is that of the placeholder, or of the place where it stands. */
export function withVariables({ method, url, headers, body, parts, file }: SnippetSource): VariableRequest {
  // By placeholder, or by name where all placeholders are the same.
  const variables = new Map<string, SnippetVariable>()

  function replace(text: string, nameHere: (before: string) => string): string {
    return text.replace(MASKED, (...match) => {
      const { name, number } = match.at(-1) as Readonly<Record<string, string | undefined>>
      const at = match.at(-3) as number
      const own = variableName(name ?? nameHere(text.slice(Math.max(0, at - 120), at)))
      return markerOf(number === undefined ? own : `${name}#${number}`, own)
    })
  }

  function markerOf(key: string, name: string): string {
    const known = variables.get(key)
    if (known !== undefined) return known.marker
    const same = [...variables.values()].filter((variable) => variable.name.replace(/_\d+$/, '') === name).length
    // It ends in a letter: the marker of the first is no beginning of that of the tenth.
    const marker = `FLOWGATEVARIABLE${variables.size}X`
    variables.set(key, { marker, name: same === 0 ? name : `${name}_${same + 1}` })
    return marker
  }

  const request = {
    method,
    url: replace(url, nameBefore),
    headers: headers.map(({ key, value }) => ({ key, value: replaceIn(key, value, replace) })),
    body: replace(body, nameBefore),
    ...(parts !== undefined && { parts: parts.map((part) => withPart(part, replace)) }),
    ...(file !== undefined && { file }),
  }
  return { request, variables: [...variables.values()] }
}

function withPart(part: SnippetPart, replace: (text: string, nameHere: () => string) => string): SnippetPart {
  return 'path' in part ? part : { ...part, value: replace(part.value, () => part.key) }
}

/** What `BASIC_CREDENTIALS` is: what is masked is the password, what is sent are both. Source: RFC 7617, section 2. */
export const BASIC_CREDENTIALS = 'BASIC_CREDENTIALS'

function replaceIn(
  key: string,
  value: string,
  replace: (text: string, nameHere: (before: string) => string) => string,
): string {
  const name = key.toLowerCase()
  if (name === 'cookie') return replace(value, nameBefore)
  if (!/^(?:proxy-)?authorization$/.test(name)) return replace(value, () => key)
  // Its placeholder tells the password, but what stands there is more.
  const basic = /^(?<scheme>Basic\s+)\[[^\]]*\]$/i.exec(value)?.groups?.['scheme']
  if (basic !== undefined) return replace(`${basic}[masked]`, () => BASIC_CREDENTIALS)
  return replace(value, () => (/^(?:Bearer|DPoP)\s/i.test(value) ? 'access_token' : key))
}

/** The name that stands before a value: of a parameter, a cookie, a member. */
function nameBefore(before: string): string {
  const { member, parameter } = /"(?<member>[^"\\]+)"\s*:\s*"?$|(?<parameter>[\w.~-]+)=$/.exec(before)?.groups ?? {}
  return member ?? parameter ?? 'secret'
}

/** `clientSecret` and `client-secret` → `CLIENT_SECRET`. Source: POSIX.1-2024, Base Definitions, section 8.1. */
function variableName(name: string): string {
  const words = name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|[^A-Za-z\d]+/g, '_')
    .replaceAll(/_+/g, '_')
    .replaceAll(/^_|_$/g, '')
  const upper = words.toUpperCase() || 'SECRET'
  return /^\d/.test(upper) || SHELLS.includes(upper) ? `_${upper}` : upper
}

/** Set for something else by every shell: a cookie may have such a name. */
const SHELLS: readonly string[] = Object.freeze(['PATH', 'HOME', 'USER', 'PWD', 'SHELL', 'IFS', 'ENV', 'TERM', 'LANG'])
