import type { CreateReporter, Reporter } from '../reporter.ts'
import { type Tally, tally } from './tally.ts'

/** Columns of the bar. */
const WIDTH = 40

/**
 * One line with a bar that fills as items end. On a terminal it is rewritten; elsewhere it is printed once, when the run is over.
 * Source: newman's README, "Built-in reporters".
 */
export const createProgressReporter: CreateReporter = ({ screen }) => {
  const line = ({ ended, planned }: Tally): string => {
    const share = planned === 0 ? 1 : Math.min(1, ended / planned)
    const full = Math.round(share * WIDTH)
    const [done, left] = screen.unicode ? ['█', '░'] : ['=', '-']
    return `[${done.repeat(full)}${left.repeat(WIDTH - full)}] ${Math.round(share * 100)}% ${ended}/${planned}`
  }
  const read: Reporter = async function* (events) {
    let last = ''
    for await (const state of tally(events)) {
      last = line(state)
      if (screen.isTerminal) yield `\r\u001b[K${last}`
    }
    yield screen.isTerminal ? '\n' : `${last}\n`
  }
  return read
}
