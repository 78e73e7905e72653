/** Attributes of an element; one of undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** Opens an element. */
export function open(name: string, attributes: Attributes = {}): string {
  return `<${name}${list(attributes)}>`
}

/** An element without content. */
export function empty(name: string, attributes: Attributes = {}): string {
  return `<${name}${list(attributes)}/>`
}

function list(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${attribute(String(value))}"`))
    .join('')
}

/** A text as a CDATA section; `]]>` in it is divided between two. Source: XML 1.0, section 2.7. */
export function cdata(text: string): string {
  return `<![CDATA[${characters(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** Line breaks are escaped: a parser would turn them into spaces (XML 1.0, section 3.3.3). */
function attribute(text: string): string {
  return characters(text).replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}

const ESCAPES: Readonly<Record<string, string>> = Object.freeze({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
})

/** What XML 1.0 does not allow at all (section 2.2), half surrogate pairs included, is written as JavaScript writes it: `\u0007`. */
function characters(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
