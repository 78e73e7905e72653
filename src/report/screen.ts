/** What the place that text is written to can show. Decided once, where the run is put together; only the width changes. */
export interface Screen {
  /** Can a line be written anew: a terminal with a person before it, not the log of a CI that only looks like one. */
  readonly isTerminal: boolean
  /** Columns; those of a terminal change when its window does. */
  readonly width: number
  readonly color: boolean
  readonly unicode: boolean
}

/** What the user asked for. */
export interface ScreenFlags {
  /** `--color`; absent or `auto`: decided by the environment. */
  readonly color?: 'on' | 'off' | 'auto'
  /** False: `--disable-unicode`. Default true. */
  readonly unicode?: boolean
}

/** The stream that is written to, and the variables of the environment that matter: NO_COLOR, FORCE_COLOR, TERM, CI. */
export interface ScreenSurroundings {
  readonly stream: { readonly isTTY?: boolean; readonly columns?: number }
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where nothing is known about the reader: the classic terminal, and what log viewers of CI show without wrapping. */
const PLAIN_WIDTH = 80

/**
 * Decides what can be shown.
 * Colour: `--color on|off`, then NO_COLOR if not empty, then FORCE_COLOR (`0` and `false` turn it off), then a terminal that is not dumb.
 * With CI set nothing is rewritten: some services give a terminal to what they only write down.
 * Source: https://no-color.org, https://force-color.org; `TERM=dumb` as in terminfo; CI as GitHub, GitLab, CircleCI and others set it.
 */
export function detectScreen(surroundings: ScreenSurroundings, flags: ScreenFlags = {}): Screen {
  const { stream, env } = surroundings
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb'
  return {
    isTerminal: isTerminal && !isCi(env),
    get width() {
      return stream.isTTY === true && stream.columns !== undefined && stream.columns > 0 ? stream.columns : PLAIN_WIDTH
    },
    color: colorOf(isTerminal, env, flags.color),
    unicode: flags.unicode ?? true,
  }
}

function colorOf(isTerminal: boolean, env: ScreenSurroundings['env'], flag: ScreenFlags['color']): boolean {
  if (flag === 'on' || flag === 'off') return flag === 'on'
  if (isSet(env['NO_COLOR'])) return false
  const forced = env['FORCE_COLOR']
  return isSet(forced) ? isTrue(forced) : isTerminal
}

/** Does a CI system say that it is one. */
export function isCi(env: ScreenSurroundings['env']): boolean {
  return isTrue(env['CI'])
}

function isTrue(value: string | undefined): boolean {
  return isSet(value) && value !== '0' && value !== 'false'
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}
