import type { Cookie, CookieJar, MemoryCookieStore } from 'tough-cookie'
import type { Cookies, Send } from '../engine/ports.ts'
import type { SerializedJar } from '../model/cookie-jar.ts'
import type { CookieRecord } from '../model/exchange.ts'
import { cookiesFrom, serialized } from './jar-json.ts'

/** A jar that can be saved. */
export interface SavableCookies extends Cookies {
  /** The whole jar in newman's shape. */
  readonly serialize: () => Promise<SerializedJar>
}

/**
 * A jar, fresh or as it was saved, that keeps what newman 6.2.2 keeps: malformed cookies too, those of localhost, of special-use and of
 * public-suffix domains and of addresses; Secure cookies from plain http are stored, and sent over https, and over http to this machine only.
 * As in newman, a saved jar decides itself whether it keeps malformed cookies and refuses those of public suffixes. Source: RFC 6265.
 */
export function createCookies(initial?: SerializedJar): SavableCookies {
  let opening: Promise<Jar> | undefined
  // tough-cookie brings the list of public suffixes along, which takes longer to load than all other HTTP code: only for a cookie.
  const open = (): Promise<Jar> => (opening ??= openJar(initial))
  const isUnused = (): boolean => opening === undefined && (initial?.cookies ?? []).length === 0

  async function matching(url: string): Promise<readonly Cookie[]> {
    const parsed = isUnused() ? undefined : parse(url)
    return parsed === undefined ? [] : (await open()).jar.getCookies(parsed)
  }

  async function all(): Promise<readonly Cookie[]> {
    return isUnused() ? [] : (await open()).store.getAllCookies()
  }

  return {
    headerFor: async (url) => (await matching(url)).map((cookie) => cookie.cookieString()).join('; '),
    forUrl: async (url) => (await matching(url)).map(toRecord),
    set: async (url, setCookie) => {
      const stored = await (await open()).jar.setCookie(setCookie, url)
      return stored && asSaid(stored)
    },
    remove: async (domain, path, name) => {
      for (const cookie of await all()) {
        const isMeant =
          cookie.domain === domain &&
          (path === undefined || cookie.path === path) &&
          (name === undefined || cookie.key === name)
        if (isMeant) await (await open()).store.removeCookie(domain, cookie.path ?? '/', cookie.key)
      }
    },
    all: async () => (await all()).map(toRecord),
    serialize: async () => serialized(await all(), { ...initial, enableLooseMode: isLoose(initial) }),
  }
}

interface Jar {
  readonly jar: CookieJar
  readonly store: MemoryCookieStore
}

function isLoose(initial: SerializedJar | undefined): boolean {
  return initial === undefined || initial.enableLooseMode === true
}

async function openJar(initial: SerializedJar | undefined): Promise<Jar> {
  const { CookieJar, MemoryCookieStore } = await import('tough-cookie')
  const store = new MemoryCookieStore()
  for (const cookie of await cookiesFrom(initial)) await store.putCookie(cookie)
  return {
    store,
    jar: new CookieJar(store, {
      looseMode: isLoose(initial),
      // Off in newman's own jars. A cookie of a public suffix is worth refusing in a browser; postman-echo.com is one.
      rejectPublicSuffixes: initial?.rejectPublicSuffixes === true,
      // localhost and loopback addresses count as secure, as in newman and in browsers.
      allowSecureOnLocal: true,
      enforceSecureOriginOnStorage: false,
    }),
  }
}

/** Stores the cookies of every response, be it one that cannot be used, and adds to it those that the jar now has for its URL. */
export function withCookies(send: Send, cookies: Cookies): Send {
  return async (request, options) => {
    const result = await send(request, options)
    const received = result.kind === 'failed' ? result.received : result.response
    if (received === undefined) return result
    if (request.behavior.disableCookies !== true) {
      for (const { key, value } of received.headers) {
        if (key.toLowerCase() === 'set-cookie') await setOrDrop(cookies, received.url, value)
      }
    }
    const now = await cookies.forUrl(received.url)
    if (result.kind === 'response') return { ...result, response: { ...result.response, cookies: now } }
    return { ...result, ...(result.received && { received: { ...result.received, cookies: now } }) }
  }
}

/** A URL whose host still holds a placeholder is none, and has no cookies. */
function parse(url: string): URL | undefined {
  try {
    return new URL(url)
  } catch {
    return undefined
  }
}

/** A cookie that a server may not set is dropped, as a browser drops it: the response stands. Source: RFC 6265 section 5.3. */
async function setOrDrop(cookies: Cookies, url: string, setCookie: string): Promise<void> {
  try {
    await cookies.set(url, setCookie)
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

function toRecord(cookie: Cookie): CookieRecord {
  // A session cookie has no end; tough-cookie would give the last day that 32 bits know.
  const expires = Number.isFinite(cookie.expiryTime()) ? cookie.expiryDate() : undefined
  return {
    name: cookie.key,
    value: cookie.value,
    domain: cookie.domain ?? '',
    path: cookie.path ?? '/',
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    hostOnly: cookie.hostOnly ?? true,
    ...(expires === undefined || !isDate(expires) ? {} : { expires: expires.toISOString() }),
    ...(typeof cookie.maxAge === 'number' && { maxAge: cookie.maxAge }),
    ...(cookie.sameSite === undefined ? {} : { sameSite: cookie.sameSite }),
  }
}

/** Ends only if it says when: an age is no date. */
function asSaid(cookie: Cookie): CookieRecord {
  const { expires: _, ...record } = toRecord(cookie)
  const { expires } = cookie
  return { ...record, ...(expires instanceof Date && isDate(expires) && { expires: expires.toISOString() }) }
}

/** `Max-Age=99999999999999` is beyond what a Date can hold. */
function isDate(date: Date): boolean {
  return Number.isFinite(date.getTime())
}
