import type { CreateReporter } from '../reporter.ts'
import { tally } from './tally.ts'

/** A smiling face for each item without a failure, a crying one for each other. Source: newman's README, "Built-in reporters". */
export const createEmojitrainReporter: CreateReporter = ({ screen }) => {
  const [glad, sad] = screen.unicode ? ['😀', '😢'] : ['+', 'x']
  return async function* (events) {
    let shown = 0
    for await (const { ended, isFailed } of tally(events)) {
      if (ended > shown) yield `${isFailed ? sad : glad} `
      shown = ended
    }
    yield '\n'
  }
}
