/** Calls `stop` when a signal fires; what it returns takes that back. */
export type OnAbort = (signal: AbortSignal, stop: () => void) => () => void

/**
 * Lets any number of exchanges wait for one signal with one listener on it: Node prints a warning when there are more
 * than ten, and scripts send more than ten requests at a time.
 */
export function createOnAbort(): OnAbort {
  const waiting = new WeakMap<AbortSignal, Set<() => void>>()
  return (signal, stop) => {
    const stops = waiting.get(signal) ?? listen(signal)
    waiting.set(signal, stops)
    stops.add(stop)
    return () => stops.delete(stop)
  }
}

function listen(signal: AbortSignal): Set<() => void> {
  const stops = new Set<() => void>()
  const stopAll = (): void => {
    for (const stop of stops) stop()
  }
  signal.addEventListener('abort', stopAll, { once: true })
  return stops
}
