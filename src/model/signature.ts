/** What checking the signature of a JWT came to. */
export interface SignatureVerdict {
  /** Reporters see it masked, without its signature. */
  readonly jwt: string
  readonly outcome: 'right' | 'wrong'
  /** Which key, in words: `key "a1" of the JWKS`. */
  readonly by: string
}
