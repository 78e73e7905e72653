/**
 * Removes `//` and block comments outside of strings; the rest of the text stays as it is, white space included.
 * A `//` comment takes a carriage return with it, but not the line feed, as newman 6.2.2 does.
 * Scanned by hand: one regular expression over all of it overflows the stack on bodies of some megabytes.
 * Source: Postman Learning Center, "Add comments to JSON request bodies"; bytes in test/engine/wire.test.ts.
 */
export function stripJsonComments(json: string): string {
  if (!json.includes('//') && !json.includes('/*')) return json
  const token = /"|\/\/|\/\*/g
  let stripped = ''
  let end = 0
  for (let found = token.exec(json); found !== null; found = token.exec(json)) {
    if (found[0] === '"') {
      token.lastIndex = endOfString(json, token.lastIndex)
      continue
    }
    stripped += json.slice(end, found.index)
    end = found[0] === '//' ? endOfLine(json, token.lastIndex) : endOfBlock(json, token.lastIndex)
    token.lastIndex = end
  }
  return stripped + json.slice(end)
}

function endOfString(json: string, start: number): number {
  const mark = /["\\]/g
  mark.lastIndex = start
  for (let found = mark.exec(json); found !== null; found = mark.exec(json)) {
    if (found[0] === '"') return mark.lastIndex
    mark.lastIndex += 1
  }
  return json.length
}

function endOfLine(json: string, start: number): number {
  const at = json.indexOf('\n', start)
  return at === -1 ? json.length : at
}

function endOfBlock(json: string, start: number): number {
  const at = json.indexOf('*/', start)
  return at === -1 ? json.length : at + 2
}
