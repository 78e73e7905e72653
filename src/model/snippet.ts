import type { Header } from './collection.ts'

/** A request as it was sent, for those who write code that sends it again. Variables stand in its texts as their markers. */
export interface SnippetSource {
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
  /** Empty: there is none, or it is in `parts` or `file`. */
  readonly body: string
  /** The body is `multipart/form-data` of these. */
  readonly parts?: readonly SnippetPart[]
  /** The body is what this file holds. A path. */
  readonly file?: string
}

/** A part of a form: a text, or a file by its path. */
export type SnippetPart = { readonly key: string; readonly contentType?: string } & (
  | { readonly value: string }
  | { readonly path: string }
)

/** A value that the code does not hold. */
export interface SnippetVariable {
  /** What stands for it in the request: letters and digits, so that no language writes it in another way. */
  readonly marker: string
  /** As of a variable of a shell: `CLIENT_SECRET`. */
  readonly name: string
}

/** Code that sends a request. */
export interface Snippet {
  /** As people write it: `cURL`, `C#`. */
  readonly language: string
  readonly text: string
}

/** Writes the code that sends a request, in several languages; one that cannot be written in a language is left out there. */
export type WriteSnippets = (request: SnippetSource, variables: readonly SnippetVariable[]) => readonly Snippet[]
