/** A text with its percent-encoding undone. */
export interface Decoded {
  readonly text: string
  /** Where each character of it starts in the encoded text; one more for the end. */
  readonly starts: Uint32Array
}

/**
 * Undoes percent-encoding wherever there is some. Encoders differ in what they leave as it is (a browser's, Postman's, a form's),
 * so a secret is looked for in what they all mean. An escape that is cut off with the rest of the text means nothing.
 * Source: RFC 3986, section 2.1; RFC 3629, section 3.
 */
export function decodePercent(text: string): Decoded {
  const starts = new Uint32Array(text.length + 1)
  let decoded = ''
  let from = 0

  function add(part: string, isEscaped: boolean): void {
    for (let index = 0; index < part.length; index += 1)
      starts[decoded.length + index] = isEscaped ? from : from + index
    decoded += part
  }

  for (const { 0: escaped, index } of text.matchAll(ESCAPED)) {
    add(text.slice(from, index), false)
    from = index
    add(characterOf(escaped), true)
    from += escaped.length
  }
  add(text.slice(from), false)
  starts[decoded.length] = text.length
  return { text: decoded, starts }
}

/** What stands for the end of a text that is cut. Source: chai, `truncateThreshold`. */
export const CUT = '…'

const ESCAPED =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|(?:%[\da-f]{0,2}){1,4}(?=…)/gi

function characterOf(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch {
    return ''
  }
}
