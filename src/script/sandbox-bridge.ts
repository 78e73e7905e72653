/** The event emitter that postman-sandbox's code finds as the global `bridge`. */
export interface SandboxBridge {
  readonly on: (name: string, listener: Listener) => void
  readonly once: (name: string, listener: Listener) => void
  readonly off: (name: string, listener?: Listener) => void
  readonly listeners: (name: string) => readonly Listener[]
  /** Calls the sandbox. */
  readonly emit: (name: string, ...values: readonly unknown[]) => void
  /** The sandbox calls us. */
  readonly dispatch: (name: string, ...values: readonly unknown[]) => void
}

type Listener = (...values: readonly unknown[]) => void

/**
 * Makes the bridge. Unlike the one of uvm it hands over live values and not their JSON: errors keep their stacks,
 * bodies are not turned into lists of numbers.
 */
export function createBridge(onDispatch: (name: string, values: readonly unknown[]) => void): SandboxBridge {
  const events = new Map<string, readonly Listener[]>()
  const bridge: SandboxBridge = {
    listeners: (name) => events.get(name) ?? [],
    on: (name, listener) => {
      events.set(name, [...bridge.listeners(name), listener])
    },
    once: (name, listener) => {
      const first: Listener = (...values) => {
        bridge.off(name, first)
        listener(...values)
      }
      bridge.on(name, first)
    },
    off: (name, listener) => {
      const left = listener === undefined ? [] : bridge.listeners(name).filter((other) => other !== listener)
      if (left.length > 0) events.set(name, left)
      else events.delete(name)
    },
    emit: (name, ...values) => {
      for (const listener of bridge.listeners(name)) listener(...values)
    },
    dispatch: (name, ...values) => onDispatch(name, values),
  }
  return bridge
}
