import { describe, expect, it } from 'vitest'
import { readOptions } from '../../../src/report/html/options.ts'

describe('readOptions()', () => {
  it('takes lists with commas, headers in any case, and `false` for off', () => {
    const { options } = readOptions({ skipHeaders: 'Cookie, X-A', hideRequestBody: 'Log in', showOnlyFails: 'false' })

    expect([[...options.skipHeaders], [...options.hideRequestBody], options.showOnlyFails]).toEqual([
      ['cookie', 'x-a'],
      ['Log in'],
      false,
    ])
  })

  it('leaves headers and bodies out with skipSensitiveData', () => {
    const { omitHeaders, omitRequestBodies, omitResponseBodies } = readOptions({ skipSensitiveData: true }).options

    expect([omitHeaders, omitRequestBodies, omitResponseBodies]).toEqual([true, true, true])
  })

  it('names in a sentence each what has no effect', () => {
    const { warnings } = readOptions({
      template: 'a.hbs',
      testPaging: true,
      timezone: 'Mars',
      titleSize: '9',
      logs: true,
    })

    expect(warnings).toEqual([
      '--reporter-html-template has no effect: the page has one template, which is a part of flowgate',
      '--reporter-html-testPaging has no effect: the list of requests has no pages',
      '--reporter-html-timezone has no effect: there is no time zone "Mars"',
      '--reporter-html-titleSize has no effect: sizes go from 1 to 6',
    ])
  })
})
