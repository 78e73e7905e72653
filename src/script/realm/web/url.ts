import { nameAll } from './names.ts'

declare const require: (name: string) => unknown

type Parts = readonly [url?: unknown, base?: unknown]

interface UrlClass {
  new (...parts: Parts): object
  readonly canParse: (...parts: Parts) => boolean
}

/** Of whatwg-url, which has no types of its own, what is used here. */
interface Whatwg {
  readonly URL: UrlClass
  readonly URLSearchParams: new (init?: unknown) => object
}

const whatwg = require('whatwg-url') as Whatwg
const Standard: UrlClass = whatwg.URL

/** Source: URL Standard, section 6.2. */
export const URLSearchParams: Whatwg['URLSearchParams'] = whatwg.URLSearchParams

/** Source: URL Standard, section 6.1. What it throws has the text, code and input that it has in Node. */
export class URL extends Standard {
  constructor(...parts: Parts) {
    try {
      super(...parts)
    } catch (error) {
      if (parts.length === 0) throw error
      throw Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: String(parts[0]) })
    }
  }

  static parse(...parts: Parts): object | null {
    return Standard.canParse(...parts) ? new this(...parts) : null
  }
}

nameAll({ URL, URLSearchParams })
Object.defineProperty(URL, 'length', { value: 1, configurable: true })
