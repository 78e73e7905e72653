import type { Cookie } from 'tough-cookie'
import type { SerializedCookie, SerializedJar } from '../model/cookie-jar.ts'

/** The cookies of a saved jar, expired ones too: the jar drops them when they are asked for. */
export async function cookiesFrom(jar: SerializedJar | undefined): Promise<readonly Cookie[]> {
  if (jar === undefined) return []
  const { Cookie } = await import('tough-cookie')
  return jar.cookies.map((cookie) => Cookie.fromJSON(cookie)).filter((cookie) => cookie !== undefined)
}

/** What a saved jar says about cookies to come. */
type JarSettings = Pick<SerializedJar, 'rejectPublicSuffixes' | 'enableLooseMode'>

/** A jar as newman 6.2.2 saves its own, members in its order, but for the version of the library. */
export async function serialized(cookies: readonly Cookie[], settings: JarSettings): Promise<SerializedJar> {
  const { version } = await import('tough-cookie')
  return {
    version: `tough-cookie@${version}`,
    storeType: 'MemoryCookieStore',
    rejectPublicSuffixes: settings.rejectPublicSuffixes === true,
    enableLooseMode: settings.enableLooseMode === true,
    allowSpecialUseDomain: true,
    prefixSecurity: 'silent',
    cookies: cookies.map((cookie) => cookie.toJSON() as SerializedCookie),
  }
}
