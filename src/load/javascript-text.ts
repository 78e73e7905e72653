import { isRecord } from './plain.ts'

/** What JavaScript makes of a JSON value in a text. */
export function javaScriptText(value: unknown): string {
  if (Array.isArray(value)) return value.map(joined).join(',')
  return isRecord(value) ? '[object Object]' : String(value as string | number | boolean | null | undefined)
}

/** As a part of a text that is joined. */
export function joined(value: unknown): string {
  return value === null || value === undefined ? '' : javaScriptText(value)
}
