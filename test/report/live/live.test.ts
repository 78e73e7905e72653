import { expect, test } from 'vitest'
import { createEmojitrainReporter } from '../../../src/report/live/emojitrain.ts'
import { createProgressReporter } from '../../../src/report/live/progress.ts'
import { event, itemOf, runOf, streamOf, textOf } from '../../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: false }
const RUN = runOf(...itemOf(), ...itemOf(event.failed()))

test('createEmojitrainReporter() draws a face for each item', async () => {
  const read = createEmojitrainReporter({ screen: SCREEN, options: {} })

  expect(await textOf(read(streamOf(RUN)))).toBe('+ x \n')
})

test('createProgressReporter() prints the bar once where there is no terminal', async () => {
  const read = createProgressReporter({ screen: SCREEN, options: {} })

  expect(await textOf(read(streamOf(RUN)))).toBe(`[${'='.repeat(40)}] 100% 2/2\n`)
})
