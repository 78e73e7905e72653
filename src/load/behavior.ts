import type { ProtocolBehavior } from '../model/collection.ts'
import { isRecord } from './plain.ts'

/** The request settings of one level. Unknown settings and values of another type are left out. Source: Postman Learning Center, "Request settings". */
export function behaviorFromJson(json: unknown): ProtocolBehavior {
  if (!isRecord(json)) return {}
  const known = Object.entries(TYPES).filter(([name, type]) => isOfType(json[name], type))
  return Object.fromEntries(known.map(([name]) => [name, json[name]]))
}

type SettingType = 'boolean' | 'number' | 'switches'

const TYPES: Readonly<Record<keyof ProtocolBehavior, SettingType>> = Object.freeze({
  strictSSL: 'boolean',
  followRedirects: 'boolean',
  maxRedirects: 'number',
  followOriginalHttpMethod: 'boolean',
  followAuthorizationHeader: 'boolean',
  removeRefererHeaderOnRedirect: 'boolean',
  disableCookies: 'boolean',
  disableBodyPruning: 'boolean',
  disableUrlEncoding: 'boolean',
  disabledSystemHeaders: 'switches',
  insecureHTTPParser: 'boolean',
})

function isOfType(value: unknown, type: SettingType): boolean {
  if (type !== 'switches') return typeof value === type
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'boolean')
}
