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
