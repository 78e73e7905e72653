/** Does work that is done for the same few again and again once; what is remembered is forgotten when there is too much of it. */
export function remember<K, T>(work: (key: K) => T, limit: number): Remembered<K, T> {
  const done = new Map<K, T>()
  return {
    of: (key) => {
      const known = done.get(key)
      if (known !== undefined) return known
      if (done.size >= limit) done.clear()
      const result = work(key)
      done.set(key, result)
      return result
    },
    forget: () => done.clear(),
  }
}

/** Results of work by what it was done for. */
interface Remembered<K, T> {
  readonly of: (key: K) => T
  /** The same work would have another result by now. */
  readonly forget: () => void
}
