/**
 * Makes text of a collection, a script or a server safe to print on one line: control characters are written as escapes.
 * A terminal obeys them otherwise (colours, titles, the clipboard), and the signs that turn the direction of text around.
 * Half a surrogate pair is escaped as well: it is no text, and could not be written to a file.
 * So are the signs by which agents of CI know commands: a text that a server has sent could set their variables or hide secrets from their masks.
 * Source: ECMA-48; Unicode Technical Report 36, "Bidirectional Text Spoofing"; GitHub Docs, "Workflow commands"; Microsoft Learn, "Logging commands".
 */
export function plain(text: string): string {
  return text.replaceAll('\t', '  ').replace(UNSAFE, escapeOf).replace(COMMAND, escapeOf)
}

/** A text of several lines, safe to print. */
export function plainText(text: string): string {
  return plainLines(text).join('\n')
}

/** The lines of a text, each safe to print. */
export function plainLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).map(plain)
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Surrogate}]/gu

/** `::name …` at the start of a line; `##name[` anywhere: what agents look for. */
const COMMAND = /(?<=^ *):(?=:[a-z])|#(?=#\w*\[)/gi

function escapeOf(character: string): string {
  const code = character.charCodeAt(0)
  if (character === '\n') return String.raw`\n`
  if (character === '\r') return String.raw`\r`
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/**
 * Columns that a text takes: two for a wide character, none for one that combines.
 * Source: Unicode Standard Annex 11, "East Asian Width"; close enough to cut a line, not a typesetter.
 */
export function columnsOf(text: string): number {
  if (ASCII.test(text)) return text.length
  let columns = 0
  for (const character of text) columns += columnsOfOne(character)
  return columns
}

const ASCII = /^[\u0020-\u007e]*$/
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u
const COMBINING = /\p{Mark}|[\u200b-\u200d]/u

function columnsOfOne(character: string): number {
  if (COMBINING.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

/** Cuts a text to a number of columns, with `sign` where something is left out. */
export function cutEnd(text: string, columns: number, sign: string): string {
  if (columnsOf(text) <= columns) return text
  return head(text, columns - sign.length) + sign
}

/** Cuts a URL to a number of columns: first the query, then the middle of the path, so that host and last segment stay readable. */
export function cutUrl(url: string, columns: number, sign: string): string {
  if (columnsOf(url) <= columns) return url
  const query = url.indexOf('?')
  if (query !== -1 && query + 1 + sign.length <= columns) return cutEnd(url, columns, sign)
  const path = query === -1 ? url : url.slice(0, query)
  const tail = path.slice(path.lastIndexOf('/'))
  const room = columns - sign.length - columnsOf(tail)
  return room < columns / 2 ? cutEnd(url, columns, sign) : head(path, room) + sign + tail
}

function head(text: string, columns: number): string {
  let cut = ''
  let left = columns
  for (const character of text) {
    left -= columnsOfOne(character)
    if (left < 0) return cut
    cut += character
  }
  return cut
}
