import { expect, test } from 'vitest'
import { createEmojitrainReporter } from '../../../src/report/live/emojitrain.ts'
import { createProgressReporter } from '../../../src/report/live/progress.ts'
import { event, itemOf, outlineItem, runOf, streamOf, textOf } from '../../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: false }
const RUN = runOf(...itemOf(), ...itemOf(event.failed()))

test.each([
  ['a run that failed', RUN, ['😀 😢  😭\n', '+ x  failed\n']],
  ['a run that passed', runOf(...itemOf(event.passed())), ['😀  😍\n', '+  passed\n']],
  ['a run that was stopped', [event.runStart(), event.runEnd({ reason: 'aborted' })], [' 😭\n', ' failed\n']],
])('createEmojitrainReporter() draws a face for each item of %s, and one for all', async (_what, run, drawn) => {
  const draw = (unicode: boolean): Promise<string> =>
    textOf(createEmojitrainReporter({ screen: { ...SCREEN, unicode }, options: {} })(streamOf(run)))

  expect([await draw(true), await draw(false)]).toEqual(drawn)
})

test('createProgressReporter() prints the bar once where there is no terminal', async () => {
  const read = createProgressReporter({ screen: SCREEN, options: {} })

  expect(await textOf(read(streamOf(RUN)))).toBe(`[${'='.repeat(40)}] 100% 2/2\n`)
})

test('createProgressReporter() counts the items that were selected, as often as they run', async () => {
  const outline = [outlineItem({ times: 2 }), outlineItem({ id: 'item-2', isLeftOut: true })]
  const read = createProgressReporter({ screen: SCREEN, options: {} })

  expect(await textOf(read(streamOf([event.runStart({ outline }), ...itemOf(), ...itemOf()])))).toBe(
    `[${'='.repeat(40)}] 100% 2/2\n`,
  )
})
