import type { CreateReporter } from '../reporter.ts'
import { tally } from './tally.ts'

/**
 * A smiling face for each item without a failure, a crying one for each other, and one for the run at the end.
 * Source: newman's README, "Built-in reporters"; the faces are those of newman 6.2.2.
 */
export const createEmojitrainReporter: CreateReporter = ({ screen }) => {
  const [glad, sad, proud, sorry] = screen.unicode ? ['😀', '😢', '😍', '😭'] : ['+', 'x', 'passed', 'failed']
  return async function* (events) {
    let shown = 0
    let hasFailed = false
    for await (const { ended, isFailed, isRunFailed } of tally(events)) {
      if (ended > shown) yield `${isFailed ? sad : glad} `
      shown = ended
      hasFailed = isRunFailed
    }
    yield ` ${hasFailed ? sorry : proud}\n`
  }
}
