import type { SerializedCookie, SerializedJar } from '../model/cookie-jar.ts'
import { type Input, refusal } from './input.ts'
import { parseJson } from './json.ts'
import { isRecord, type JsonRecord } from './plain.ts'

/**
 * A cookie jar file as newman and tough-cookie write it. Entries that are null are left out.
 * Fails with INPUT_NOT_JSON, and with COOKIE_JAR_INVALID when it has no list of cookies or one cannot be used.
 */
export async function parseCookieJar(input: Input): Promise<SerializedJar> {
  const json = await parseJson(input)
  const list = isRecord(json) ? json['cookies'] : undefined
  if (!isRecord(json) || !Array.isArray(list)) throw invalid(input, 'it has no list "cookies"')
  const cookies = list.map((entry, index) => {
    const fault = faultOf(entry)
    if (fault !== undefined) throw invalid(input, `cookie ${index + 1} ${fault}`)
    return entry as SerializedCookie | null
  })
  return { ...settingsFrom(json), cookies: cookies.filter((entry) => entry !== null) }
}

const TEXTS = ['key', 'value', 'domain', 'path'] as const
const DATES = ['expires', 'creation', 'lastAccessed'] as const

function faultOf(entry: unknown): string | undefined {
  if (entry === null) return undefined
  if (!isRecord(entry)) return 'is not an object'
  const text = TEXTS.find((name) => !isTextOrAbsent(entry[name]))
  if (text !== undefined) return `has a ${text} that is not a text`
  const date = DATES.find((name) => !isDateOrAbsent(entry[name]))
  return date === undefined ? undefined : `has a date "${date}" that is none`
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function isDateOrAbsent(value: unknown): boolean {
  if (value === undefined || value === null || value === 'Infinity') return true
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

function settingsFrom(json: JsonRecord): Omit<SerializedJar, 'cookies'> {
  const { enableLooseMode, rejectPublicSuffixes } = json
  return {
    ...(typeof enableLooseMode === 'boolean' ? { enableLooseMode } : {}),
    ...(typeof rejectPublicSuffixes === 'boolean' ? { rejectPublicSuffixes } : {}),
  }
}

function invalid(input: Input, reason: string): Error {
  return refusal(input, reason, {
    code: 'COOKIE_JAR_INVALID',
    hint: 'Pass a file that --export-cookie-jar has written, or remove --cookie-jar to start without cookies',
  })
}
