/**
 * Removes `//` and `/* … *\/` comments outside of strings; the rest of the text stays as it is, white space included.
 * The line break that ends a `//` comment stays when it is a lone `\n` and goes when it is `\r\n`, as newman 6.2.2 sends it.
 * Source: Postman Learning Center, "Add comments to JSON request bodies"; bytes in test/engine/wire.test.ts.
 */
export function stripJsonComments(json: string): string {
  if (!json.includes('//') && !json.includes('/*')) return json
  return json.replace(STRING_OR_COMMENT, (found) => (found.startsWith('"') ? found : ''))
}

/** A string (also an unfinished one), a comment up to its line end, or a block comment (also an unfinished one). */
const STRING_OR_COMMENT = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|\/\/(?:(?!\r\n)[^\n])*(?:\r(?=\n))?|\/\*[^]*?(?:\*\/|$)/g
