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
  return (text) => {
    const found = byPlace(text, hide)
    const known = mask(text)
    if (known === text) return found
    return found === text ? known : byPlace(known, hide)
  }
}
