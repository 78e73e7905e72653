import type { Names } from './names.ts'

/**
 * Remembers a secret that is found by its place, and says what stands there: `[client_secret#1]`, of a JWT its header and claims before it.
 * What is masked already stays. `alias`: forms of it that cannot be worked out from the value.
 */
export type Hide = (name: string, value: string, alias?: readonly string[]) => string

/** What is known about secrets, asked and told. */
export interface Lore {
  readonly hide: Hide
  readonly names: Names
  /** Is this the name of a variable that holds a secret. */
  readonly isSecret: (name: string) => boolean
  /** Masks the secrets that are known by now. */
  readonly mask: (text: string) => string
}

/**
 * Masks what is known, and then what `byPlace` finds. The other way round a secret that holds such a place itself (a URL with a password,
 * a JSON document) would keep the rest of it. Places are learned from the text as it was.
 */
export function maskedFully(
  byPlace: (text: string, hide: Hide) => string,
  { hide, mask }: Pick<Lore, 'hide' | 'mask'>,
): (text: string) => string {
  // Most texts are headers and names that come again and again, and have no such place.
  const clean = new Set<string>()
  function findPlaces(text: string): string {
    if (clean.has(text)) return text
    const found = byPlace(text, hide)
    if (found !== text || text.length > SHORT) return found
    if (clean.size >= MAX_CLEAN) clean.clear()
    clean.add(text)
    return text
  }

  return (text) => {
    const found = findPlaces(text)
    const known = mask(text)
    if (known === text) return found
    return found === text ? known : byPlace(known, hide)
  }
}

/** A text that is worth remembering, in characters, and how many of them. */
const SHORT = 256
const MAX_CLEAN = 2000
