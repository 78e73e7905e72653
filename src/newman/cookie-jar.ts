import type { SerializedJar } from '../model/cookie-jar.ts'

/** What the jars of tough-cookie have had since version 2. */
interface Jar {
  readonly store: object
  readonly constructor: {
    readonly deserialize: (json: object, store: object, done: (error: unknown) => void) => void
  }
  readonly removeAllCookies: (done: (error: unknown) => void) => void
}

/**
 * Gives a jar the cookies that a run left. Newman works on the jar it is given, so callers read it afterwards or hand it to the next run;
 * ours has a jar of its own.
 */
export async function refill(jar: unknown, left: SerializedJar): Promise<void> {
  if (!isJar(jar)) return
  await called((done) => jar.removeAllCookies(done))
  await called((done) => jar.constructor.deserialize({ ...left }, jar.store, done))
}

function isJar(jar: unknown): jar is Jar {
  if (typeof jar !== 'object' || jar === null || !('store' in jar) || !('removeAllCookies' in jar)) return false
  return 'deserialize' in jar.constructor
}

function called(work: (done: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => {
      if (error instanceof Error) reject(error)
      else resolve()
    })
  })
}
