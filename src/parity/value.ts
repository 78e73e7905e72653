/** A value as one text, the same for what newman hands out and for what our events have in its place. */
export function valueText(value: unknown): string {
  const shown = alike(value)
  if (typeof shown === 'string') return shown
  try {
    return JSON.stringify(shown, (_name, part: unknown) => alike(part)) ?? String(shown)
  } catch {
    // It holds itself.
    return String(value)
  }
}

/** Events show what newman hands out as it is: a Buffer as Node prints it, an error with its stack. */
function alike(part: unknown): unknown {
  if (typeof part === 'bigint') return `${part}n`
  if (part instanceof RegExp) return String(part)
  if (part instanceof Map || part instanceof Set) return [...part]
  if (part instanceof Uint8Array) return bytesText(part)
  if (typeof part !== 'object' || part === null || !('name' in part) || !('message' in part)) return part
  const isError = 'stack' in part || ('type' in part && part.type === 'Error')
  return isError ? { name: part.name, message: part.message } : part
}

function bytesText(bytes: Uint8Array): string {
  const hex = [...bytes.subarray(0, 50)].map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('')
  return `<Buffer${hex}${bytes.length > 50 ? ` ... ${bytes.length - 50} more bytes` : ''}>`
}
