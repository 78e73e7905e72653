/** The realm's end of a MessageChannel: all that it can reach. Whatever goes through it is cloned. */
export interface Port {
  readonly postMessage: (message: unknown) => void
  /** Nothing is delivered before. */
  readonly start: () => void
  onmessage: ((event: { readonly data: unknown }) => void) | null
}
