import { describe, expect, it } from 'vitest'
import { createShareBody, shortened } from '../../../src/report/html/bodies.ts'
import { viewBody } from '../../../src/report/html/body.ts'
import { bytes } from '../../support/events.ts'

const LONG = viewBody(bytes(JSON.stringify({ text: 'x'.repeat(2000), more: [1, 2] })), [])

describe('createShareBody()', () => {
  it('gives a body once, and then where that was', () => {
    const share = createShareBody()

    expect(share(LONG, 'first')).toEqual({ ...LONG, id: 'b0' })
    expect(share(LONG, 'second')).toEqual({ kind: 'body-same', size: '2.0 kB', id: 'b0', href: '#first' })
  })

  it('repeats what is no longer than a link', () => {
    const share = createShareBody()
    const short = viewBody(bytes('{}'), [])

    expect([share(short, 'first'), share(short, 'second')]).toEqual([short, short])
  })
})

describe('shortened()', () => {
  it('keeps the beginning of a long body', () => {
    const text = viewBody(bytes('y'.repeat(5000)), [])

    expect([shortened(LONG), shortened(text)]).toMatchObject([
      { tokens: [{ text: '{\n  ' }, { text: '"text"' }, { text: '…' }], note: 'cut: the page fills up' },
      { text: `${'y'.repeat(1000)}…`, note: 'cut: the page fills up' },
    ])
  })
})
