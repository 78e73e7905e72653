/** Anything that a script passed, as text. */
export function textOf(value: unknown): string {
  return String(value)
}
