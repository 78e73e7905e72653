import type { ProtocolBehavior } from '../model/collection.ts'
import { isRecord } from './plain.ts'

/** The request settings of one level. Unknown settings and values of another type are left out. Source: Postman Learning Center, "Request settings". */
export function behaviorFromJson(json: unknown): ProtocolBehavior {
  if (!isRecord(json)) return {}
  const known = Object.entries(TYPES).filter(([name, type]) => isOfType(json[name], type))
  return Object.fromEntries(known.map(([name]) => [name, json[name]]))
}

type SettingType = 'boolean' | 'number' | 'switches' | 'names' | 'version'

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
  protocolVersion: 'version',
  tlsPreferServerCiphers: 'boolean',
  tlsDisabledProtocols: 'names',
  tlsCipherSelection: 'names',
})

function isOfType(value: unknown, type: SettingType): boolean {
  switch (type) {
    case 'names':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
    case 'version':
      return value === 'http1' || value === 'http2' || value === 'auto'
    case 'switches':
      return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'boolean')
    case 'boolean':
    case 'number':
      return typeof value === type
  }
}
