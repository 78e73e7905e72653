/** Where the stand-in takes the time from. */
export interface StandinClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** How many milliseconds it is ahead of the machine's clock. */
  readonly leadMs: () => number
}

/** A clock that tests move instead of waiting. It goes on from where it was moved to. */
export interface SteerableClock extends StandinClock {
  /** Moves the clock ahead by this many milliseconds. */
  readonly advance: (ms: number) => void
  /** Moves the clock to this time, back as well; undefined: to the machine's. */
  readonly set: (ms: number | undefined) => void
}

/** The machine's clock, until it is moved. */
export function steerableClock(): SteerableClock {
  let leadMs = 0
  return {
    now: () => Date.now() + leadMs,
    leadMs: () => leadMs,
    advance: (ms) => {
      leadMs += ms
    },
    set: (ms) => {
      leadMs = ms === undefined ? 0 : ms - Date.now()
    },
  }
}

/** How far a clock is ahead of the machine's, in whole seconds: what the OpenID Connect core, which reads that one, has to be told. */
export function leadSeconds(clock: StandinClock): number {
  return Math.round(clock.leadMs() / 1000)
}

/** The time as JWTs carry it: whole seconds since the epoch. */
export function seconds(clock: StandinClock): number {
  return Math.floor(clock.now() / 1000)
}

/** The time as PingOne's resources carry it: ISO 8601, UTC, milliseconds. */
export function timestamp(clock: StandinClock): string {
  return new Date(clock.now()).toISOString()
}
