import type { Learn } from './text.ts'

/** What is known about secrets, asked and told. */
export interface Lore {
  /** Is told every secret that is found by its place. */
  readonly learn: Learn
  /** Is this the name of a variable that holds a secret. */
  readonly isSecret: (name: string) => boolean
  /** Masks the secrets that are known by now. */
  readonly mask: (text: string) => string
}

/**
 * Masks what is known, and then what `byPlace` finds. The other way round a secret that holds such a place itself (a URL with a password,
 * a JSON document, a JWT) would keep the rest of it. Places are learned from the text as it was.
 */
export function maskedFully(
  byPlace: (text: string, learn: Learn) => string,
  { learn, mask }: Lore,
): (text: string) => string {
  return (text) => {
    const known = mask(text)
    const found = byPlace(text, learn)
    return known === text ? found : byPlace(known, () => undefined)
  }
}
