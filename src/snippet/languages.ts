import generators from 'postman-code-generators'

/** A language that snippets are written in. */
export interface Language {
  /** What `--language` says. */
  readonly name: string
  /** Libraries or ways to write it in, the usual one first. */
  readonly variants: readonly string[]
  /** The language that the generators know, where that is another name. */
  readonly of?: string
}

/** All languages by name. */
export function languages(): readonly Language[] {
  const known = generators.getLanguageList().map(({ key, variants }): Language => {
    const names = variants.map((variant) => variant.key)
    const usual = USUAL[key]
    return { name: key, variants: usual === undefined ? names : [usual, ...names.filter((name) => name !== usual)] }
  })
  return [...known, JQUERY].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** On the pages of PingOne it is a language of its own. */
const JQUERY: Language = Object.freeze<Language>({ name: 'jquery', variants: ['jQuery'], of: 'javascript' })

/** The variants that the pages of PingOne show, where the first of the generators is another one. */
const USUAL: Readonly<Record<string, string>> = Object.freeze({
  csharp: 'RestSharp',
  nodejs: 'Request',
  php: 'HTTP_Request2',
  python: 'Requests',
})
