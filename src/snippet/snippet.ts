import generators from 'postman-code-generators'
import sdk, { type RequestDefinition } from 'postman-collection'
import { RunnerError } from '../errors.ts'
import { inertRequest } from './inert.ts'
import type { Language } from './languages.ts'
import type { SnippetRequest } from './request.ts'

/** What a snippet is written in. */
export interface SnippetWays {
  readonly language: Language
  readonly variant: string
}

/**
 * Writes the code that sends a request, with the settings of the pages of PingOne: redirects are followed, whatever the request says.
 * Fails with SNIPPET_FAILED.
 */
export function snippet(request: SnippetRequest, { language, variant }: SnippetWays): string {
  let written: { readonly error: unknown; readonly text?: string | undefined } = { error: 'it writes nothing' }
  generators.convert(
    language.of ?? language.name,
    variant,
    new sdk.Request(inertRequest(request) as RequestDefinition),
    OPTIONS,
    (error, text) => {
      written = { error, text }
    },
  )
  const { error, text } = written
  if (text !== undefined) return `${(language.name === 'curl' ? curlForm(text) : text).trimEnd()}\n`
  const reason = error instanceof Error ? error.message : String(error)
  throw new RunnerError(
    'SNIPPET_FAILED',
    `Cannot write the request in "${language.name}": the generator fails: ${reason}`,
  )
}

/**
 * Within the quotes of a field of a form curl knows backslashes before quotes and backslashes only; the generator escapes as for a shell, and the
 * backslash would be sent. Source: curl(1), --form.
 */
function curlForm(text: string): string {
  const start = text.search(/^(?: {2})?--form '/m)
  return start < 0 ? text : text.slice(0, start) + text.slice(start).replace(/\\([\\"`#$!])/g, unescaped)
}

function unescaped(escape: string, character: string): string {
  return character === '\\' || character === '"' ? escape : character
}

const OPTIONS = Object.freeze({
  indentCount: 2,
  indentType: 'Space',
  requestTimeout: 0,
  trimRequestBody: false,
  followRedirect: true,
})
