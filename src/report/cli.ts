import type { RunEvent } from '../model/event.ts'
import { createRegion } from './cli/live.ts'
import { createSession, type Shown } from './cli/session.ts'
import { type Style, styleFor } from './cli/style.ts'
import type { Verbosity } from './cli/verbose.ts'
import { type Pulse, pulsed } from './pulse.ts'
import type { CreateReporter, ReporterContext } from './reporter.ts'

/**
 * The report for the terminal: the tree of items as they run, then the failures, the totals and a verdict.
 * On a terminal one more line shows how far the run is and what is running; elsewhere every line is final, and one every 30 seconds says so.
 * Options, as newman's cli reporter has them: `silent`, `noBanner`, `noAssertions`, `noSuccessAssertions`, `noConsole`, `noFailures`, `noSummary`,
 * `showTimestamps`; and `verbose`, which `--verbose` sets: headers, bodies and times of every exchange, or with `failures` of those of failed items.
 * Source: newman README, "CLI reporter options".
 */
export const createCliReporter: CreateReporter = ({ screen, options, pulse }) => {
  const style = styleFor(screen)
  const isOn = (name: string): boolean => options[name] === true || options[name] === 'true'
  const shown: Shown = {
    failures: !isOn('noFailures'),
    summary: !isOn('noSummary'),
    verbose: verbosityOf(options),
    tree: {
      noBanner: isOn('noBanner'),
      noAssertions: isOn('noAssertions'),
      noSuccessAssertions: isOn('noSuccessAssertions'),
      noConsole: isOn('noConsole'),
      showTimestamps: isOn('showTimestamps'),
    },
  }
  return isOn('silent') ? silence : (events) => write(events, style, { isLive: screen.isTerminal, pulse, shown })
}

/** Only `--verbose` knows of failures: `--reporter-cli-verbose` is newman's. */
function verbosityOf({ verbose }: ReporterContext['options']): Verbosity {
  if (verbose === 'failures') return verbose
  return verbose === true || verbose === 'true' ? 'all' : 'none'
}

/** How text comes onto the screen. */
interface Writing {
  readonly isLive: boolean
  readonly pulse: Pulse | undefined
  readonly shown: Shown
}

/** How often a line that is rewritten is brought up to date, and how often a log says that the run is alive. Milliseconds. */
const LIVE_MS = 1000
const HEARTBEAT_MS = 30_000

async function* silence(): AsyncGenerator<string> {}

async function* write(
  events: AsyncIterable<RunEvent>,
  style: Style,
  { isLive, pulse, shown }: Writing,
): AsyncGenerator<string> {
  const region = createRegion(isLive, style)
  const session = createSession(style, shown)
  try {
    for await (const event of pulsed(events, pulse, isLive ? LIVE_MS : HEARTBEAT_MS)) {
      const isBeat = event.type === 'beat'
      const lines = isBeat ? [] : session.tell(event)
      const running = isBeat || isLive ? session.running(isBeat ? event : undefined) : ''
      const isHeartbeat = isBeat && !isLive && running !== ''
      const text = region(isHeartbeat ? [style.dim(`  ${style.signs.cut} ${running}`)] : lines, running)
      if (text !== '') yield text
    }
  } catch (error) {
    yield region([], '')
    throw error
  }
  yield region(session.closing(), '')
}
