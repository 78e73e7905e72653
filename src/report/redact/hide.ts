import { changePart, DOTTED, isJwt, type Jwt, jwtIn } from './jwt.ts'
import type { Hide } from './lore.ts'
import { isMasked } from './placeholder.ts'
import type { Secrets } from './secrets.ts'

/** Hides what is found by its place, and what is known. */
export interface Hiding {
  readonly hide: Hide
  /** Masks all that is known in a text. JWTs keep what they say and lose what they prove. */
  readonly mask: (text: string) => string
}

/** `inClaims` masks the JSON in a JWT: claims may hold secrets themselves, in their place or anywhere. */
export function createHiding(secrets: Secrets, inClaims: (text: string) => string): Hiding {
  const shown = new Map<string, string>()
  let shownAt = 0

  /** The same tokens come again and again, and claims take time. */
  function maskRun(run: string, name: string): string {
    if (shownAt !== secrets.count() || shown.size >= MAX_SHOWN) shown.clear()
    const known = shown.get(run)
    if (known !== undefined) return known
    const masked = maskNewRun(run, name)
    shownAt = secrets.count()
    shown.set(run, masked)
    return masked
  }

  function maskNewRun(run: string, name: string): string {
    const jwt = jwtIn(run)
    if (jwt === undefined) return run
    const secret = jwt.secret.join('.')
    // One without a signature proves nothing, but may be taken for what it says.
    const label = secret === '' ? secrets.label(name, run) : secrets.label(name, secret, partsOf(jwt.secret))
    return [...jwt.before, ...readable(jwt), label, ...jwt.after].join('.')
  }

  function readable(jwt: Jwt): readonly string[] {
    return jwt.readable.map((part) => changePart(part, inClaims))
  }

  /** What has lost its signature may say more than was known to be secret then. */
  function maskAgain(run: string): string {
    const jwt = jwtIn(run)
    return jwt === undefined ? run : [...jwt.before, ...readable(jwt), ''].join('.')
  }

  return {
    hide: (name, value, alias) => {
      if (isMasked(value)) return value
      return isJwt(value) ? maskRun(value, name) : secrets.label(name, value, alias)
    },
    mask: (text) => {
      if (!text.includes('eyJ')) return secrets.mask(text)
      const unsigned = text.replace(DOTTED, (run, at: number) => {
        const isUnsigned = run.endsWith('.') && text.charAt(at + run.length) === '['
        return isUnsigned ? maskAgain(run) : maskRun(run, 'jwt')
      })
      return secrets.mask(unsigned)
    },
  }
}

/** Parts of an encrypted token that are no accident; a signature has no parts. */
function partsOf(secret: readonly string[]): readonly string[] {
  return secret.length === 1 ? [] : secret.filter((part) => part.length >= MIN_PART)
}

/** Runs whose masks are remembered: those under way. */
const MAX_SHOWN = 128

const MIN_PART = 16
