/** A piece of formatted JSON; `tone` says how to colour it. Strings and punctuation have none: fewer elements make a lighter page. */
export interface JsonToken {
  readonly text: string
  readonly tone?: 'key' | 'literal'
}

const LEXEME = /\s*(?:(?<string>"[^"\\]*(?:\\[^][^"\\]*)*"?)|(?<mark>[{}[\],:])|(?<literal>[^\s{}[\],:"]+))/gy
const LITERAL = /^(?:true|false|null|[-+\d.eE]+)$/
/** Deeper levels are not indented further: hostile nesting would make the page grow with the square of the body. */
const MAX_INDENT = 32

/**
 * Indents JSON and splits it into tokens, or gives undefined if the text is no JSON object or array.
 * Works on the text, so that big numbers, repeated keys and their order stay as they were sent; a text that was cut is formatted up to its end.
 */
export function tokenizeJson(text: string): readonly JsonToken[] | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  const tokens: JsonToken[] = []
  let plain = ''
  let depth = 0

  function push(tone: 'key' | 'literal', lexeme: string): void {
    if (plain !== '') tokens.push({ text: plain })
    plain = ''
    tokens.push({ tone, text: lexeme })
  }

  for (const lexeme of lexemes(text)) {
    const { kind, value, next } = lexeme
    if (kind === 'string') {
      if (next === ':') push('key', value)
      else plain += value
    } else if (kind === 'literal') {
      if (next !== '' && !LITERAL.test(value)) return undefined
      push('literal', value)
    } else if (value === '{' || value === '[') {
      // Lines of JSON: each value after the first starts on a line of its own.
      if (depth === 0 && plain !== '') plain += '\n'
      depth += 1
      plain += next === closer(value) ? value : value + lineBreak(depth)
    } else if (value === '}' || value === ']') {
      depth = Math.max(0, depth - 1)
      plain += isEmpty(plain, value) ? value : lineBreak(depth) + value
    } else {
      plain += value === ',' ? value + lineBreak(depth) : ': '
    }
  }
  if (plain !== '') tokens.push({ text: plain })
  return tokens
}

interface Lexeme {
  readonly kind: 'string' | 'literal' | 'mark'
  readonly value: string
  /** The character that follows, white space apart; empty at the end. */
  readonly next: string
}

function* lexemes(text: string): Generator<Lexeme> {
  for (const match of text.matchAll(LEXEME)) {
    const groups = match.groups ?? {}
    const end = match.index + match[0].length
    const next = nextCharacter(text, end)
    if (groups['string'] !== undefined) yield { kind: 'string', value: groups['string'], next }
    else if (groups['literal'] !== undefined) yield { kind: 'literal', value: groups['literal'], next }
    else yield { kind: 'mark', value: groups['mark'] ?? '', next }
  }
}

function nextCharacter(text: string, from: number): string {
  let index = from
  while (index < text.length && ' \n\r\t'.includes(text.charAt(index))) index += 1
  return text.charAt(index)
}

function closer(opener: '{' | '['): string {
  return opener === '{' ? '}' : ']'
}

function isEmpty(plain: string, mark: '}' | ']'): boolean {
  return plain.endsWith(mark === '}' ? '{' : '[')
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`
}
