import type { Snippet, SnippetPart, SnippetSource, SnippetVariable } from '../model/snippet.ts'
import { type Language, languages } from './languages.ts'
import { type SnippetRequest, snippetRequest } from './request.ts'
import { snippet } from './snippet.ts'
import { splice } from './splice.ts'
import { WAYS, type Way } from './ways.ts'

/** Writes the code that sends a request again, in the languages of PingOne's pages, with variables of the environment for what it must not hold. */
export function sentSnippets(request: SnippetSource, variables: readonly SnippetVariable[]): readonly Snippet[] {
  const known = new Map(languages().map((language) => [language.name, language]))
  const source = sourceOf(request)
  return WAYS.flatMap((way) => {
    const language = known.get(way.name)
    const text = language === undefined ? undefined : write(source, language)
    return text === undefined ? [] : [{ language: way.title, text: withVariables(text, variables, way) }]
  })
}

function withVariables(code: string, variables: readonly SnippetVariable[], way: Way): string {
  const used = variables.filter(({ marker }) => code.includes(marker))
  const spliced = splice(code, used, way)
  const names = [...new Set(used.map(({ name }) => name))]
  return names.length === 0 ? spliced : (way.prepare?.(spliced, names) ?? spliced)
}

function write(source: SnippetRequest, language: Language): string | undefined {
  const [variant = ''] = language.variants
  try {
    return snippet(source, { language, variant })
  } catch {
    // A generator that fails over one request: the others tell how it is sent.
    return undefined
  }
}

/** The generators write the fields of a form in the way of the language. */
function sourceOf({ method, url, headers, body, parts, file }: SnippetSource): SnippetRequest {
  const type = headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value ?? ''
  const request = { method, url, header: headers.map(({ key, value }) => ({ key, value })) }
  if (parts !== undefined) {
    return snippetRequest({ ...request, body: { mode: 'formdata', formdata: parts.map(partOf) } }, undefined)
  }
  if (file !== undefined) return snippetRequest({ ...request, body: { mode: 'file', file: { src: file } } }, undefined)
  if (body === '') return snippetRequest(request, undefined)
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    const urlencoded = [...new URLSearchParams(body)].map(([key, value]) => ({ key, value }))
    return snippetRequest({ ...request, body: { mode: 'urlencoded', urlencoded } }, undefined)
  }
  const language = /[/+]json\b/i.test(type) ? 'json' : 'text'
  return snippetRequest({ ...request, body: { mode: 'raw', raw: body, options: { raw: { language } } } }, undefined)
}

/** As the Collection Format has it. */
function partOf(part: SnippetPart): object {
  const { key, contentType } = part
  return 'path' in part
    ? { key, contentType, type: 'file', src: part.path }
    : { key, contentType, type: 'text', value: part.value }
}
