/** The facts of a response body, each with its place in it: the leaves of JSON, else the whole text. */
export function bodyFacts(body: Uint8Array): readonly (readonly [place: string, value: string])[] {
  const text = new TextDecoder().decode(body)
  if (text === '') return []
  const json = jsonOf(text)
  return json === undefined ? [['', text]] : leavesOf(json, '')
}

/** Only what has parts: a number or a text alone is compared as it is written. */
function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function leavesOf(value: unknown, place: string): readonly (readonly [string, string])[] {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (parts.length === 0) return [[place, JSON.stringify(value)]]
  return parts.flatMap(([name, part]) =>
    leavesOf(part, Array.isArray(value) ? `${place}[${name}]` : `${place}.${name}`),
  )
}
