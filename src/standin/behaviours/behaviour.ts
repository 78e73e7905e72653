/** What may be said of one behaviour of the stand-in that PingOne's documentation leaves open. */
export type Behaviour = {
  /** What it changes, for the documentation. */
  readonly changes: string
  /** Why the default is what it is. */
  readonly source: string
} & (
  | { readonly kind: 'choice' /** The first one is the default. */; readonly values: readonly [string, ...string[]] }
  | { readonly kind: 'count'; readonly default: number; readonly least: number; readonly most: number }
  | { readonly kind: 'text'; readonly default: string }
  | { /** A code as PingOne writes them: capitals, digits and `_`. */ readonly kind: 'code'; readonly default: string }
)
