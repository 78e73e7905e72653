import type { WriteSnippets } from '../../../model/snippet.ts'
import type { Sendable } from './sent.ts'
import { BASIC_CREDENTIALS, withVariables } from './variables.ts'

/** A request as code, in tabs. */
export interface ReproduceView {
  readonly id: string
  readonly tabs: readonly Tab[]
  /** Names of the variables to set. */
  readonly variables: readonly string[]
  /** Is one of them user and password in Base64. */
  readonly isBasic: boolean
  readonly note?: string
}

interface Tab {
  readonly id: string
  readonly language: string
  readonly text: string
  readonly isFirst: boolean
}

/** Prepares the code that sends the request of a row again; undefined if no language can say it. */
export function viewReproduce(
  { request, note }: Sendable,
  anchor: string,
  write: WriteSnippets,
): ReproduceView | undefined {
  const { request: open, variables } = withVariables(request)
  const snippets = write(open, variables)
  if (snippets.length === 0) return undefined
  const names = variables.map(({ name }) => name)
  return {
    id: `${anchor}-code`,
    tabs: snippets.map(({ language, text }, index) => ({
      id: `${anchor}-code-${index}`,
      language,
      text,
      isFirst: index === 0,
    })),
    variables: names,
    isBasic: names.includes(BASIC_CREDENTIALS),
    ...(note !== undefined && { note }),
  }
}
