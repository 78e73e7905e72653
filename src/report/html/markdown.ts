import type { Token } from 'marked'

/** A block of a description; `kind` names the partial that renders it. */
export type Block =
  | { readonly kind: 'md-paragraph' | 'md-heading'; readonly spans: readonly Span[] }
  | { readonly kind: 'md-code'; readonly text: string }
  | { readonly kind: 'md-quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'md-list'
      readonly isOrdered: boolean
      readonly items: readonly { readonly blocks: readonly Block[] }[]
    }
  | {
      readonly kind: 'md-table'
      readonly head: readonly Cell[]
      readonly rows: readonly { readonly cells: readonly Cell[] }[]
    }
  | { readonly kind: 'md-rule' }

interface Cell {
  readonly spans: readonly Span[]
}

/** A piece of a line. */
export type Span =
  | { readonly kind: 'md-text' | 'md-codespan'; readonly text: string }
  | { readonly kind: 'md-strong' | 'md-emphasis' | 'md-deleted'; readonly spans: readonly Span[] }
  | { readonly kind: 'md-link'; readonly href: string; readonly spans: readonly Span[] }
  | { readonly kind: 'md-break' }

/** Reads Markdown. */
export interface Markdown {
  readonly blocks: (text: string) => readonly Block[]
  /** A single line: names of assertions, which hold links at most. */
  readonly spans: (text: string) => readonly Span[]
}

/** Who writes more writes no description. Characters; what follows is left out. */
const MAX_LENGTH = 20_000
/** Quotes in lists in quotes. */
const MAX_DEPTH = 8

/**
 * Loads the reader of Markdown (GFM). What it gives is a safe subset: HTML stays text, links lead to http, https and mailto only, images are links:
 * the page loads nothing. Source: https://github.github.com/gfm.
 */
export async function loadMarkdown(): Promise<Markdown> {
  const { Lexer } = await import('marked')
  return {
    blocks: (text) => blocksOf(Lexer.lex(text.slice(0, MAX_LENGTH), { gfm: true }), 0),
    spans: (text) => spansOf(Lexer.lexInline(text.slice(0, MAX_LENGTH), { gfm: true }), 0),
  }
}

function blocksOf(tokens: readonly Token[], depth: number): readonly Block[] {
  return depth > MAX_DEPTH ? [] : tokens.flatMap((token) => blockOf(token, depth))
}

function blockOf(token: Token, depth: number): readonly Block[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return []
    case 'heading':
      return [{ kind: 'md-heading', spans: spansIn(token, depth) }]
    case 'code':
      return [{ kind: 'md-code', text: token.text }]
    case 'blockquote':
      return [{ kind: 'md-quote', blocks: blocksOf(token.tokens ?? [], depth + 1) }]
    case 'list': {
      const items = (token['items'] as readonly Nested[]).map((item) => ({ blocks: blocksOf(item.tokens, depth + 1) }))
      return [{ kind: 'md-list', isOrdered: token['ordered'] === true, items }]
    }
    case 'table': {
      const cells = (row: readonly Nested[]): readonly Cell[] => row.map((cell) => ({ spans: spansIn(cell, depth) }))
      const rows = (token['rows'] as readonly (readonly Nested[])[]).map((row) => ({ cells: cells(row) }))
      return [{ kind: 'md-table', head: cells(token['header'] as readonly Nested[]), rows }]
    }
    case 'hr':
      return [{ kind: 'md-rule' }]
    case 'html':
      return [{ kind: 'md-paragraph', spans: [{ kind: 'md-text', text: token.raw.trimEnd() }] }]
    default:
      return [{ kind: 'md-paragraph', spans: spansIn(token, depth) }]
  }
}

interface Nested {
  readonly tokens: readonly Token[]
}

function spansIn(token: Token | Nested, depth: number): readonly Span[] {
  if ('tokens' in token && token.tokens !== undefined) return spansOf(token.tokens, depth + 1)
  return textSpan('text' in token ? String(token.text) : '')
}

function spansOf(tokens: readonly Token[], depth: number): readonly Span[] {
  return depth > MAX_DEPTH * 2 ? [] : tokens.flatMap((token) => spanOf(token, depth))
}

function spanOf(token: Token, depth: number): readonly Span[] {
  switch (token.type) {
    case 'strong':
      return [{ kind: 'md-strong', spans: spansIn(token, depth) }]
    case 'em':
      return [{ kind: 'md-emphasis', spans: spansIn(token, depth) }]
    case 'del':
      return [{ kind: 'md-deleted', spans: spansIn(token, depth) }]
    case 'codespan':
      return [{ kind: 'md-codespan', text: token.text }]
    case 'br':
      return [{ kind: 'md-break' }]
    case 'link':
      return link(token.href, spansIn(token, depth))
    case 'image':
      return link(token.href, textSpan(token.text === '' ? 'image' : token.text))
    case 'text':
    case 'escape':
      return token.type === 'text' && token.tokens !== undefined ? spansIn(token, depth) : textSpan(token.text)
    default:
      return textSpan(token.raw)
  }
}

function link(href: string, spans: readonly Span[]): readonly Span[] {
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? [{ kind: 'md-link', href, spans }] : spans
}

function textSpan(text: string): readonly Span[] {
  return [{ kind: 'md-text', text: decodeReferences(text) }]
}

const NAMED: Readonly<Record<string, string>> = Object.freeze({
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
})

/** Markdown may hold character references. Source: CommonMark 0.31, section 2.5; of the named ones those that writers escape. */
function decodeReferences(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, (written) => {
    const name = written.slice(1, -1)
    if (!name.startsWith('#')) return NAMED[name] ?? written
    const code = Number(/^#x/i.test(name) ? `0${name.slice(1)}` : name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written
  })
}
