import type { CookieRecord } from '../../model/exchange.ts'
import type { Answer, CookieQuestion, Dialect } from '../messages.ts'
import { ENDLESS } from './response.ts'
import type { Sdk } from './sdk.ts'
import { errorOf } from './send.ts'
import { textOf } from './text.ts'

/** What pm.cookies.jar() needs of the script it belongs to. */
export interface JarOwner {
  readonly dialect: Dialect
  readonly sdk: () => Sdk
  readonly ask: (question: CookieQuestion, settle: (answer: Answer) => void) => void
  readonly onError: (error: unknown) => void
}

type Settle = (error: unknown, value?: unknown) => void
type Callback = (...values: readonly unknown[]) => unknown

/** A cookie in the words of a script. */
interface CookieSpec {
  readonly name?: unknown
  readonly key?: unknown
  readonly value?: unknown
  readonly domain?: unknown
  readonly path?: unknown
  readonly expires?: unknown
  readonly maxAge?: unknown
  readonly secure?: unknown
  readonly httpOnly?: unknown
}

/**
 * `pm.cookies.jar()`. In the dialect `newman` callbacks are asked for and bad arguments throw; in `postman` every method gives a promise without a
 * callback, and bad arguments reject it. Scripts see the name of the class. Source: Postman Learning Center, "Scripting with request cookies"; observed with postman-sandbox.
 */
export class PostmanCookieJar {
  readonly #owner: JarOwner

  constructor(owner: JarOwner) {
    this.#owner = owner
  }

  get(url: unknown, name: unknown, callback?: unknown): unknown {
    return this.#call({ callback, isNeeded: true }, (settle) => {
      const address = this.#address(url, 'get')
      this.#needCallback(callback, 'get')
      if (typeof name !== 'string') throw new TypeError('CookieJar.get() requires cookie name to be a string')
      return () =>
        this.#list(address, (error, cookies) =>
          settle(error, cookies?.find((cookie) => cookie.name === name)?.value ?? null),
        )
    })
  }

  getAll(url: unknown, options?: unknown, callback?: unknown): unknown {
    const isShort = typeof options === 'function' && callback === undefined
    const given = isShort ? {} : (options ?? (callback === undefined ? {} : options))
    const done = isShort ? options : callback
    return this.#call({ callback: done, isNeeded: true }, (settle) => {
      const address = this.#address(url, 'getAll')
      this.#needCallback(done, 'getAll')
      if (typeof given !== 'object') throw new TypeError('CookieJar.getAll() requires options to be an object')
      const wanted = (given ?? {}) as Options
      const seen = (cookie: CookieRecord): boolean => isSeen(cookie, wanted)
      return () =>
        this.#list(wanted.secure ? address.replace(/^http:/, 'https:') : address, (error, cookies) => {
          const { CookieList } = this.#owner.sdk()
          settle(
            error,
            cookies &&
              new CookieList(
                null,
                cookies.filter(seen).map((cookie) => ({ ...ENDLESS, ...cookie })),
              ),
          )
        })
    })
  }

  // oxlint-disable-next-line max-params -- Postman's API has four
  set(url: unknown, name?: unknown, value?: unknown, callback?: unknown): unknown {
    const isShort = typeof value === 'function' && callback === undefined
    const given = isShort ? undefined : value
    return this.#call({ callback: isShort ? value : callback }, (settle) => {
      const address = this.#address(url, 'set')
      if (name === null) return () => settle(new Error(NO_COOKIE))
      const setCookie = written(name, given)
      return () =>
        this.#owner.ask({ op: 'set', url: address, setCookie }, (answer) => {
          if (answer.kind !== 'value') return settle(errorOf(answer))
          settle(null, new (this.#owner.sdk().Cookie)({ ...ENDLESS, ...(answer.value as object | undefined) }))
        })
    })
  }

  unset(url: unknown, name: unknown, callback?: unknown): unknown {
    return this.#call({ callback }, (settle) => {
      const address = this.#address(url, 'unset')
      if (typeof name !== 'string') throw new TypeError('CookieJar.unset() requires cookie name to be a string')
      return () => this.#remove(address, (cookie) => cookie.name === name, settle)
    })
  }

  clear(url: unknown, callback?: unknown): unknown {
    return this.#call({ callback }, (settle) => {
      const address = this.#address(url, 'clear')
      return () => this.#remove(address, () => true, settle)
    })
  }

  /** `begin` checks the arguments, throwing what is wrong with them, and returns the work. */
  #call(
    { callback, isNeeded = false }: { readonly callback: unknown; readonly isNeeded?: boolean },
    begin: (settle: Settle) => () => void,
  ): unknown {
    if (this.#owner.dialect === 'newman') return this.#callAtOnce(callback, begin)
    const working = new Promise<unknown>((resolve, reject) => {
      begin((error, value) => (error ? reject(error) : resolve(value)))()
    })
    if (callback === undefined) return working
    if (typeof callback !== 'function' && isNeeded) throw new TypeError('callback needs to be a function')
    const call: Callback = typeof callback === 'function' ? (callback as Callback) : () => undefined
    working.then((value) => call(null, value)).catch((error: unknown) => call(error))
    return undefined
  }

  #callAtOnce(callback: unknown, begin: (settle: Settle) => () => void): undefined {
    const settle: Settle = (error, value) => {
      if (typeof callback !== 'function') return
      try {
        if (error) (callback as Callback)(error)
        else (callback as Callback)(null, value)
      } catch (thrown) {
        this.#owner.onError(thrown)
      }
    }
    begin(settle)()
    return undefined
  }

  #needCallback(callback: unknown, method: 'get' | 'getAll'): void {
    if (this.#owner.dialect !== 'newman' || typeof callback === 'function') return
    throw new TypeError(`CookieJar.${method}() requires a callback function`)
  }

  #address(url: unknown, method: string): string {
    const { Url } = this.#owner.sdk()
    const address = Url.isUrl(url) ? (url as { toString: (force: boolean) => string }) : undefined
    if (address !== undefined) return address.toString(true)
    if (typeof url === 'string' && url !== '') return new Url(url).toString(true)
    throw new TypeError(`CookieJar.${method}() requires a valid url`)
  }

  #list(url: string, settle: (error: unknown, cookies?: readonly CookieRecord[]) => void): void {
    this.#owner.ask({ op: 'list', url }, (answer) => {
      if (answer.kind === 'value') settle(null, answer.value as readonly CookieRecord[])
      else settle(errorOf(answer))
    })
  }

  #remove(url: string, isMeant: (cookie: CookieRecord) => boolean, settle: Settle): void {
    this.#list(url, (error, all) => {
      if (all === undefined) return settle(error)
      const cookies = all.filter(isMeant)
      if (cookies.length === 0) return settle(null)
      this.#owner.ask({ op: 'remove', cookies }, (answer) => settle(answer.kind === 'value' ? null : errorOf(answer)))
    })
  }
}

/** Officially null is an object, which the jar then refuses. */
const NO_COOKIE = 'First argument to setCookie must be a Cookie object or string'

interface Options {
  readonly http?: unknown
  readonly secure?: unknown
}

/** By default all that a request would send, HttpOnly cookies included. */
function isSeen(cookie: CookieRecord, options: Options): boolean {
  if ('http' in options && !options.http && cookie.httpOnly) return false
  return !('secure' in options) || Boolean(options.secure) || !cookie.secure
}

/** A cookie as a Set-Cookie header. */
function written(name: unknown, value: unknown): string {
  if (name && value) return header({ name, value })
  if (typeof name === 'object' && name !== null) return header(name)
  if (typeof name === 'string') return name
  throw new TypeError('CookieJar.set() requires a valid set cookie arguments')
}

function header(cookie: CookieSpec): string {
  const { domain, path, expires, maxAge, secure, httpOnly } = cookie
  const date = expires === undefined || expires === null ? undefined : new Date(expires as string)
  return [
    `${textOf(cookie.name ?? cookie.key)}=${textOf(cookie.value ?? '')}`,
    ...(domain ? [`Domain=${textOf(domain)}`] : []),
    ...(path ? [`Path=${textOf(path)}`] : []),
    ...(date && Number.isFinite(date.getTime()) ? [`Expires=${date.toUTCString()}`] : []),
    ...(maxAge === undefined || maxAge === null ? [] : [`Max-Age=${textOf(maxAge)}`]),
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
  ].join('; ')
}
