/** Keeps requests apart (`--max-rps`). */
export interface Pace {
  /** Books the next place for a request to this URL: milliseconds to wait for it. */
  readonly book: (url: string) => number
  /** Milliseconds waited since it was asked last for requests without a place of their own in the events: the hops of redirects. */
  readonly takeHidden: () => number
}
