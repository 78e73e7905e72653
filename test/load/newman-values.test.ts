import { expect, it } from 'vitest'
import { newmanBehavior } from '../../src/load/newman-values.ts'

it('newmanBehavior() reads what decides on what is sent from any value, and leaves the rest alone', () => {
  const json = {
    followRedirects: null,
    disableBodyPruning: 1,
    maxRedirects: '3',
    disabledSystemHeaders: { accept: 1, host: 0 },
    strictSSL: null,
  }

  const behavior = newmanBehavior(json)

  expect(behavior).toEqual({
    followRedirects: false,
    disableBodyPruning: true,
    maxRedirects: 3,
    disabledSystemHeaders: { accept: true, host: false },
    strictSSL: null,
  })
})

it('newmanBehavior() takes no number of redirects from what is none', () => {
  const behavior = newmanBehavior({ maxRedirects: { a: 1 } })

  expect(behavior).toEqual({ maxRedirects: undefined })
})
