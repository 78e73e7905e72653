import { maskBytes } from './bytes.ts'
import { changePart, DOTTED, isJwt, jwtIn } from './jwt.ts'
import type { Hide } from './lore.ts'
import { maskPackedText } from './packed.ts'
import { isMasked } from './placeholder.ts'
import { remember } from './remember.ts'
import type { Secrets } from './secrets.ts'

/** Hides what is found by its place, and what is known. */
export interface Hiding {
  readonly hide: Hide
  /** Masks all that is known in a text. JWTs keep what they say and lose what they prove. */
  readonly mask: (text: string) => string
}

/** `inClaims` masks the JSON in a JWT: claims may hold secrets themselves, in their place or anywhere. */
export function createHiding(secrets: Secrets, inClaims: (text: string) => string): Hiding {
  // The same tokens, headers and names come again and again.
  const short = remember(maskAll, MAX_SHORT)
  const readableOf = remember((run: string) => jwtIn(run)?.readable.map((part) => changePart(part, inClaims)), MAX_RUNS)
  let rememberedAt = 0

  function forgetOld(): void {
    if (rememberedAt === secrets.count()) return
    short.forget()
    readableOf.forget()
    rememberedAt = secrets.count()
  }

  function maskRun(run: string, name: string): string {
    const jwt = jwtIn(run)
    if (jwt === undefined) return run
    const secret = jwt.secret.join('.')
    // One without a signature proves nothing, but may be taken for what it says.
    const label = secret === '' ? secrets.label(name, run) : secrets.label(name, secret, partsOf(jwt.secret))
    forgetOld()
    return [...jwt.before, ...(readableOf.of(run) ?? []), label, ...jwt.after].join('.')
  }

  /** What has lost its signature may say more than was known to be secret then. */
  function maskAgain(run: string): string {
    const jwt = jwtIn(run)
    return jwt === undefined ? run : [...jwt.before, ...(readableOf.of(run) ?? []), ''].join('.')
  }

  // In what was unpacked nothing packed is looked for: each level could hold a hundred times the one above it.
  let isInside = false

  function unpack(text: string): string {
    if (isInside) return text
    return maskPackedText(text, (bytes) => {
      isInside = true
      try {
        return maskBytes(bytes, inClaims, secrets.mask)
      } finally {
        isInside = false
      }
    })
  }

  function maskAll(written: string): string {
    const text = unpack(written)
    if (!text.includes('eyJ')) return secrets.mask(text)
    const unsigned = text.replace(DOTTED, (run, at: number) => {
      const isUnsigned = run.endsWith('.') && text.charAt(at + run.length) === '['
      return isUnsigned ? maskAgain(run) : maskRun(run, 'jwt')
    })
    return secrets.mask(unsigned)
  }

  return {
    hide: (name, value, alias) => {
      if (isMasked(value)) return value
      return isJwt(value) ? maskRun(value, name) : secrets.label(name, value, alias)
    },
    mask: (text) => {
      if (text.length > SHORT) return maskAll(text)
      forgetOld()
      return short.of(text)
    },
  }
}

/** Parts of an encrypted token that are no accident; a signature has no parts. */
function partsOf(secret: readonly string[]): readonly string[] {
  return secret.length === 1 ? [] : secret.filter((part) => part.length >= MIN_PART)
}

/** A text that is worth remembering, in characters, and how many of them: a megabyte at most. */
const SHORT = 256
const MAX_SHORT = 2000

/** Tokens under way. */
const MAX_RUNS = 128

const MIN_PART = 16
