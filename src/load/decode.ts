/**
 * Bytes of a file → text without byte order mark: UTF-8, UTF-16 with a mark or clearly so, else ISO-8859-1.
 * ISO-8859-1 is read as its superset windows-1252, as in browsers. Source: WHATWG Encoding Standard, sections 4.2 and 6.
 */
export function decode(bytes: Uint8Array): string {
  const utf16 = utf16Label(bytes)
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // JSON and CSV begin with ASCII, so every other one of the first bytes is zero.
  const start = [...bytes.subarray(0, 4)]
  if (start.length < 4) return undefined
  const zeros = start.map((byte) => byte === 0)
  if (!zeros[0] && zeros[1] && !zeros[2] && zeros[3]) return 'utf-16le'
  return zeros[0] && !zeros[1] && zeros[2] && !zeros[3] ? 'utf-16be' : undefined
}
