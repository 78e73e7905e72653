import { findNodeAtLocation, parseTree } from 'jsonc-parser'
import { isJson } from './config-names.ts'

type ConfigPath = readonly (string | number)[]

/** The line, from 1, of the place that a path leads to in a configuration, or of the nearest that is certain. */
export function configLine(
  { name, text }: { readonly name: string; readonly text: string },
  path: ConfigPath,
): number | undefined {
  return isJson(name) ? jsonLine(text, path) : sourceLine(text, path)
}

/** The line, from 1, of the place that a path leads to in JSON; of the nearest that is there. */
export function jsonLine(text: string, path: ConfigPath): number | undefined {
  const root = parseTree(text, [], PARSE)
  if (root === undefined) return undefined
  for (let end = path.length; end >= 0; end -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, end))
    // The place of a member is where its name stands.
    if (node !== undefined) return lineAt(text, (node.parent?.type === 'property' ? node.parent : node).offset)
  }
  return undefined
}

/** Comments and commas behind the last entry are allowed, as in the files of editors. */
export const PARSE: { readonly allowTrailingComma: true; readonly allowEmptyContent: false } = Object.freeze({
  allowTrailingComma: true,
  allowEmptyContent: false,
})

/**
 * The line of the last name of a path in the source of a module. Its code is not understood, only searched: a name that occurs again behind the one that
 * holds it could be another one, and the holder's line is given instead. Undefined: no name of the path is certain.
 */
function sourceLine(source: string, path: ConfigPath): number | undefined {
  const code = withoutComments(source)
  let at: number | undefined
  for (const name of path.filter((each) => typeof each === 'string')) {
    const places = placesOf(name, code, at ?? 0)
    const [only] = places
    if (only === undefined || places.length > 1) break
    at = only
  }
  return at === undefined ? undefined : lineAt(source, at)
}

/** Comments become blanks, so that places stay where they are. */
function withoutComments(source: string): string {
  return source.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/.*|\/\*[\s\S]*?\*\//g,
    (found, text?: string) => text ?? found.replace(/[^\n]/g, ' '),
  )
}

/** Where a name stands as that of a member. */
function placesOf(name: string, code: string, from: number): readonly number[] {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const member = new RegExp(`(?<![\\w$.])(["']?)${escaped}\\1(?=\\s*[:(,}])`, 'g')
  return [...code.slice(from).matchAll(member)].map(({ index }) => from + index)
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
