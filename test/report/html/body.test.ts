import { describe, expect, it } from 'vitest'
import { viewBody, viewWireBody } from '../../../src/report/html/body.ts'
import { bytes } from '../../support/events.ts'

describe('viewBody()', () => {
  it('shows nothing for an empty body', () => {
    const view = viewBody(new Uint8Array(), [])

    expect(view).toEqual({ kind: 'body-none' })
  })

  it('knows JSON by its text, whatever the content type says', () => {
    const view = viewBody(bytes('[]'), [{ key: 'Content-Type', value: 'text/html' }])

    expect(view).toEqual({ kind: 'body-json', size: '2 B', tokens: [{ text: '[]' }] })
  })

  it('decodes text by the charset of its content type', () => {
    const view = viewBody(Uint8Array.of(0x63, 0x61, 0x66, 0xe9), [
      { key: 'content-type', value: 'text/plain; charset="ISO-8859-1"' },
    ])

    expect(view).toEqual({ kind: 'body-text', size: '4 B', text: 'café' })
  })

  it('takes an unknown charset for UTF-8', () => {
    const view = viewBody(bytes('é'), [{ key: 'Content-Type', value: 'text/plain; charset=klingon' }])

    expect(view).toEqual({ kind: 'body-text', size: '2 B', text: 'é' })
  })

  it('shows the start of a binary body in hexadecimal', () => {
    const view = viewBody(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x00), [])

    expect(view).toEqual({
      kind: 'body-binary',
      type: 'of no type',
      size: '5 B',
      hex: '00000000  89 50 4e 47 00                                   .PNG.',
    })
  })

  it('cuts a body at 64 KiB and says so, even in the middle of a character', () => {
    const view = viewBody(bytes(`x${'é'.repeat(40_000)}`), [])

    expect(view).toEqual({
      kind: 'body-text',
      size: '80.0 kB',
      note: 'cut: the first 65.5 kB of 80.0 kB',
      text: `x${'é'.repeat(32_767)}`,
    })
  })
})

describe('viewWireBody()', () => {
  it('names the files of a streamed body', () => {
    const view = viewWireBody(
      { kind: 'parts', sizeBytes: 13, parts: [{ bytes: bytes('abc') }, { path: 'a/logo.png', sizeBytes: 10 }] },
      [],
    )

    expect(view).toEqual({
      kind: 'body-parts',
      size: '13 B',
      parts: [
        { label: '3 B', body: { kind: 'body-text', size: '3 B', text: 'abc' } },
        { label: 'File a/logo.png, 10 B', body: { kind: 'body-none' } },
      ],
    })
  })
})
