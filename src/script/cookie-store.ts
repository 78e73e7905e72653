import type { Cookies } from '../engine/ports.ts'
import type { CookieRecord } from '../model/exchange.ts'
import type { CookieQuestion, CookieReply, StoredCookie } from './messages.ts'

/**
 * Answers the cookie store behind pm.cookies.jar() from the jar of the run. Never rejects.
 * The sandbox's own jar checks domains, paths and dates; a store only keeps.
 * Source: tough-cookie, class Store.
 */
export async function answerCookies({ method, args }: CookieQuestion, cookies: Cookies): Promise<CookieReply> {
  const [first, second, third] = args
  try {
    switch (method) {
      case 'findCookie': {
        const found = (await cookies.all()).find((cookie) => isAt(cookie, first, second) && cookie.name === third)
        return found ? { kind: 'one', cookie: storedCookie(found) } : { kind: 'one' }
      }
      // The sandbox's jar filters by domain and path itself, and it does so for a path of null too.
      case 'findCookies':
      case 'getAllCookies':
        return { kind: 'many', cookies: (await cookies.all()).map(storedCookie) }
      case 'putCookie':
        return await put(first as StoredCookie, cookies)
      case 'updateCookie':
        return await put(second as StoredCookie, cookies)
      case 'removeCookie':
        await cookies.remove(String(first), String(second), String(third))
        return { kind: 'done' }
      case 'removeCookies':
        await (typeof second === 'string' ? cookies.remove(String(first), second) : cookies.remove(String(first)))
        return { kind: 'done' }
      case 'removeAllCookies': {
        const domains = new Set((await cookies.all()).map((cookie) => cookie.domain))
        await Promise.all([...domains].map((domain) => cookies.remove(domain)))
        return { kind: 'done' }
      }
      default:
        return { kind: 'failed', message: `the cookie store has no "${method}"` }
    }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

async function put(cookie: StoredCookie & { readonly maxAge?: unknown }, cookies: Cookies): Promise<CookieReply> {
  const { key, value, domain, path, expires, maxAge, sameSite } = cookie
  const url = `${cookie.secure ? 'https' : 'http'}://${domain.includes(':') ? `[${domain}]` : domain}${path}`
  const attributes = [
    `${key}=${value}`,
    `Path=${path}`,
    ...(cookie.hostOnly ? [] : [`Domain=${domain}`]),
    ...(isDate(expires) ? [`Expires=${new Date(expires).toUTCString()}`] : []),
    ...(typeof maxAge === 'number' ? [`Max-Age=${maxAge}`] : []),
    ...(cookie.secure ? ['Secure'] : []),
    ...(cookie.httpOnly ? ['HttpOnly'] : []),
    ...(sameSite === undefined || sameSite === 'none' ? [] : [`SameSite=${sameSite}`]),
  ]
  await cookies.set(url, attributes.join('; '))
  return { kind: 'done' }
}

function isAt(cookie: CookieRecord, domain: unknown, path: unknown): boolean {
  return cookie.domain === domain && cookie.path === path
}

/** tough-cookie writes "Infinity" for a session cookie. */
function isDate(expires: unknown): expires is string {
  return typeof expires === 'string' && !Number.isNaN(Date.parse(expires))
}

function storedCookie({ name, value, domain, path, expires, sameSite, ...flags }: CookieRecord): StoredCookie {
  return {
    key: name,
    value,
    domain,
    path,
    secure: flags.secure,
    httpOnly: flags.httpOnly,
    hostOnly: flags.hostOnly,
    ...(expires === undefined ? {} : { expires }),
    ...(sameSite === undefined ? {} : { sameSite }),
  }
}
