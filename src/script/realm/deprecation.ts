import type { Dialect } from '../messages.ts'
import { DEPRECATED } from './names.ts'

/** What to use instead of a legacy name. Source: the warnings of postman-sandbox, which its users know. */
const REPLACEMENTS: Readonly<Record<string, string>> = Object.freeze({
  tests: 'pm.test()',
  globals: 'pm.globals',
  environment: 'pm.environment',
  data: 'pm.iterationData',
  request: 'pm.request',
  responseCookies: 'pm.cookies',
  responseHeaders: 'pm.response.headers',
  responseTime: 'pm.response.responseTime',
  responseCode: 'pm.response.code',
  responseBody: 'pm.response.text()',
  iteration: 'pm.info.iteration',
  _: "require('lodash')",
  tv4: "require('ajv')",
  xml2Json: "require('xml2js')",
  cheerio: "require('cheerio')",
  'postman.setNextRequest': 'pm.execution.setNextRequest()',
})

const NEWMAN_REPLACEMENTS: Readonly<Record<string, string>> = Object.freeze({
  CryptoJS: "require('crypto-js')",
  Backbone: "require('backbone')",
  atob: "require('atob')",
  btoa: "require('btoa')",
})

const POSTMAN_REPLACEMENTS: Readonly<Record<string, string>> = Object.freeze({
  'postman.setEnvironmentVariable': 'pm.environment.set()',
  'postman.getEnvironmentVariable': 'pm.environment.get()',
  'postman.clearEnvironmentVariables': 'pm.environment.clear()',
  'postman.clearEnvironmentVariable': 'pm.environment.unset()',
  'postman.setGlobalVariable': 'pm.globals.set()',
  'postman.getGlobalVariable': 'pm.globals.get()',
  'postman.clearGlobalVariables': 'pm.globals.clear()',
  'postman.clearGlobalVariable': 'pm.globals.unset()',
  'postman.getResponseCookie': 'pm.cookies.get()',
  'postman.getResponseHeader': 'pm.response.headers.get()',
})

/** Says once for each name of a script that it is deprecated. */
export interface Deprecation {
  /** Wraps the value of a legacy name so that its use is noticed. Values that are no objects cannot be watched. */
  readonly watch: (name: string, value: unknown) => unknown
  /** Nothing is said any more: the script is over. */
  readonly stop: () => void
}

/** Makes the watcher of one script; `warn` prints. */
export function watchDeprecated(dialect: Dialect, warn: (text: string) => void): Deprecation {
  const said = new Set<string>()
  let isOn = true

  function say(name: string): void {
    if (!isOn || said.has(name)) return
    said.add(name)
    const text = sentence(name, dialect)
    if (text !== undefined) warn(text)
  }

  return {
    watch(name, value) {
      const isWatched = DEPRECATED.includes(name) || (dialect === 'newman' && (name === 'atob' || name === 'btoa'))
      if (!isWatched || value === null || (typeof value !== 'object' && typeof value !== 'function')) return value
      const nameOf = (property: PropertyKey): string => (name === 'postman' ? member(property, dialect) : name)
      return new Proxy(value, {
        get(target, property) {
          say(nameOf(property))
          return (target as Record<PropertyKey, unknown>)[property]
        },
        set(target, property, next) {
          if (name !== 'postman') say(name)
          Object.assign(target, { [property]: next })
          // A strict function is told that this failed, although it did not: so it is in Postman.
          return false
        },
        apply(target, self, values) {
          say(name)
          return Reflect.apply(target as (...all: unknown[]) => unknown, self, values)
        },
      })
    },
    stop: () => {
      isOn = false
    },
  }
}

/** newman 6.2.2 calls every use of `postman` setNextRequest. */
function member(property: PropertyKey, dialect: Dialect): string {
  return dialect === 'newman' ? 'postman.setNextRequest' : `postman.${String(property)}`
}

function sentence(name: string, dialect: Dialect): string | undefined {
  const own = dialect === 'newman' ? NEWMAN_REPLACEMENTS : POSTMAN_REPLACEMENTS
  if (dialect === 'postman' && name === 'CryptoJS')
    return 'Using "CryptoJS" is deprecated. Use global "crypto" object instead.'
  const replacement = REPLACEMENTS[name] ?? own[name]
  if (replacement !== undefined) return `Using "${name}" is deprecated. Use "${replacement}" instead.`
  return DEPRECATED.includes(name) ? `Using "${name}" is deprecated.` : undefined
}
