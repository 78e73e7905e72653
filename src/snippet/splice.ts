import type { SnippetVariable } from '../model/snippet.ts'

/** How a language puts a variable into a literal. */
export interface Splicing {
  /** Quotes of literals; a backslash escapes in them but in those of `raw`. */
  readonly quotes: readonly string[]
  /** Quotes in which a backslash is one. */
  readonly raw: readonly string[]
  /** Between a literal and a variable. */
  readonly plus: string
  /** Reads a variable of the environment. */
  readonly read: (name: string) => string
}

/**
 * Puts variables into code where their markers stand: literals are ended before them and begun anew behind them.
 * `"Bearer MARK"` becomes `"Bearer " + read("NAME")`, `'x=MARK'` in a shell `'x='"$NAME"`.
 */
export function splice(code: string, variables: readonly SnippetVariable[], splicing: Splicing): string {
  const { plus, read, quotes } = splicing
  let written = ''
  let literal: Literal | undefined
  let at = 0

  while (at < code.length) {
    const variable = variables.find(({ marker }) => code.startsWith(marker, at))
    if (variable !== undefined) {
      at += variable.marker.length
      if (literal === undefined) {
        written += read(variable.name)
        continue
      }
      const isFirst = written.length === literal.start
      written = isFirst ? written.slice(0, -literal.open.length) : written + literal.quote + plus
      written += read(variable.name)
      if (code.startsWith(literal.quote, at) && !isDoubled(code, at, literal)) {
        at += literal.quote.length
        literal = undefined
        continue
      }
      written += plus + literal.open
      literal = { ...literal, start: written.length }
      continue
    }
    const { length, next } = step(code, at, { literal, quotes, raw: splicing.raw })
    written += code.slice(at, at + length)
    at += length
    literal = next === undefined ? undefined : { ...next, start: next.start === -1 ? written.length : next.start }
  }
  return written
}

interface Literal {
  /** With what makes it verbatim: `@"`. */
  readonly open: string
  readonly quote: string
  /** Where its text begins in what is written; -1: now. */
  readonly start: number
}

interface Lexing extends Pick<Splicing, 'quotes' | 'raw'> {
  readonly literal: Literal | undefined
}

/** One character, or several that belong together, and the literal that goes on behind them. */
function step(
  code: string,
  at: number,
  { literal, quotes, raw }: Lexing,
): { readonly length: number; readonly next: Literal | undefined } {
  const isRaw = literal !== undefined && raw.includes(literal.open)
  if (code[at] === '\\' && !isRaw) return { length: Math.min(2, code.length - at), next: literal }
  if (literal === undefined) {
    const open = quotes.find((quote) => code.startsWith(quote, at))
    if (open === undefined) return { length: 1, next: undefined }
    return { length: open.length, next: { open, quote: open.slice(-1), start: -1 } }
  }
  if (isDoubled(code, at, literal)) return { length: 2, next: literal }
  return { length: 1, next: code[at] === literal.quote ? undefined : literal }
}

/** A quote in a verbatim literal of C#. */
function isDoubled(code: string, at: number, { open, quote }: Literal): boolean {
  return open === '@"' && code.startsWith(quote + quote, at)
}
