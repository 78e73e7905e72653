/** An object that came from JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** Is it an object with named members: neither null, nor an array, nor a value. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A JSON value as text: strings as they are, `undefined` for null and absent, objects and arrays as JSON. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined
}

/** A list that JSON may give as one entry, or not at all. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

/** `{ disabled: true }`, or nothing: the mark is only kept where it says something. */
export function disabledMark(value: JsonRecord): { readonly disabled?: true } {
  return value['disabled'] ? { disabled: true } : {}
}

/** A description, which Postman stores as text or as `{ content }`. */
export function descriptionText(value: unknown): string | undefined {
  return contentText(value) || undefined
}

/** The same, empty or not. */
export function contentText(value: unknown): string | undefined {
  const content = isRecord(value) ? value['content'] : value
  return typeof content === 'string' ? content : undefined
}
