/** Where the stand-in takes the time from. Never behind the machine's clock: its OpenID Connect core reads that one. */
export interface StandinClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** A clock that tests move forward instead of waiting. */
export interface SteerableClock extends StandinClock {
  /** Moves the clock ahead by this many milliseconds. */
  readonly advance: (ms: number) => void
}

/** The machine's own clock. */
export function systemClock(): StandinClock {
  return { now: () => Date.now() }
}

/** The machine's clock with a lead that only grows. */
export function steerableClock(): SteerableClock {
  let leadMs = 0
  return {
    now: () => Date.now() + leadMs,
    advance: (ms) => {
      leadMs += Math.max(0, ms)
    },
  }
}

/** The time as JWTs carry it: whole seconds since the epoch. */
export function seconds(clock: StandinClock): number {
  return Math.floor(clock.now() / 1000)
}

/** The time as PingOne's resources carry it: ISO 8601, UTC, milliseconds. */
export function timestamp(clock: StandinClock): string {
  return new Date(clock.now()).toISOString()
}
