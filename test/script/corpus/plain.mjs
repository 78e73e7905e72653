/**
 * How values are compared: a value of the official package and what we made of the same value both become plain JSON by
 * these rules, and then must be equal. Applied to its own output it changes nothing. The same rules as those of our
 * console (src/script/plain-value.ts), told a second time so that a mistake there is seen:
 *
 * - An error is `{ name, message }`. Stacks are ignored: as a property of an error, and as the lines `\n    at …` at the end of a text.
 * - A date is its ISO text, a regular expression its source, a bigint `5n`, a symbol `Symbol(a)`, a function `[Function: f]`.
 * - Maps and sets are lists; bytes are `<Buffer 61 62>`, the first 50 of them.
 * - What has a toJSON is what it says, other objects are their own enumerable properties; `[Circular]` where one holds itself.
 * - What JSON lacks is a text: `‹undefined›`, `‹NaN›`, `‹Infinity›`, `‹-Infinity›`. -0 is 0.
 */
export function plain(value, above = []) {
  if (typeof value === 'string') return value.replace(/(\n {4}at .*)+$/, '')
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return value.name === '' ? '[Function]' : `[Function: ${value.name}]`
  if (typeof value === 'symbol') return value.toString()
  if (typeof value === 'object' && value !== null) return plainObject(value, above)
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return `‹${value}›`
  return Object.is(value, -0) ? 0 : value
}

function plainObject(value, above) {
  if (above.includes(value)) return '[Circular]'
  const path = [...above, value]
  if (isError(value)) return { name: value.name, message: value.message }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (Array.isArray(value)) return Array.from(value, (inner) => plain(inner, path))
  if (value instanceof Map || value instanceof Set) return [...value].map((inner) => plain(inner, path))
  if (ArrayBuffer.isView(value)) return bytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  if (typeof value.toJSON === 'function') return plain(value.toJSON(), path)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, path)]))
}

/** An error, one that went through Error.toJSON of the official package, or one that went through ours. */
function isError(value) {
  if (value instanceof Error) return true
  const keys = Object.keys(value).toSorted().join()
  return (keys === 'message,name,type' && value.type === 'Error') || keys === 'message,name,stack'
}

function bytes(all) {
  const shown = [...all.subarray(0, 50)].map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('')
  return `<Buffer${shown}${all.length > 50 ? ` ... ${all.length - 50} more bytes` : ''}>`
}

/** Anything that was thrown → `{ name, message }`; what is no object is an Error with that text. */
export function plainError(thrown) {
  if (typeof thrown !== 'object' || thrown === null) return { name: 'Error', message: String(thrown) }
  const { name = 'Error', message = JSON.stringify(plain(thrown)) } = thrown
  return { name, message: typeof message === 'string' ? message : JSON.stringify(plain(message)) }
}

/** How tough-cookie writes the end of a cookie that has none. */
const NEVER = '2038-01-19T03:14:07.000Z'

/** The cookies of a jar as sorted lines, `api.test/ sid=1; HttpOnly; HostOnly`. When they end is told only as `; Expires`; 2038 is never. */
export function cookieLines(cookies) {
  const lines = cookies.map(({ name, value, domain, path, secure, httpOnly, hostOnly, expires }) => {
    const flags = { Secure: secure, HttpOnly: httpOnly, HostOnly: hostOnly, Expires: expires && expires !== NEVER }
    const set = Object.entries(flags).flatMap(([flag, on]) => (on ? [`; ${flag}`] : []))
    return `${domain}${path} ${name}=${value}${set.join('')}`
  })
  return lines.toSorted()
}
