import { describe, expect, it } from 'vitest'
import type { FormPart } from '../../../../src/model/collection.ts'
import type { WriteSnippets } from '../../../../src/model/snippet.ts'
import { keepRequests } from '../../../../src/report/html/reproduce/keep.ts'
import { sendable } from '../../../../src/report/html/reproduce/sent.ts'
import { viewReproduce } from '../../../../src/report/html/reproduce/view.ts'
import type { ItemEvents } from '../../../../src/report/item-events.ts'
import { bytes, cursor, event, resolvedRequest, wireRequest } from '../../../support/events.ts'

const write: WriteSnippets = ({ url }, variables) =>
  ['cURL', 'Go'].map((language) => ({ language, text: `${language} ${url} ${variables.length}` }))

function itemOf(itemId: string, iteration = 0): ItemEvents {
  const at = { cursor: cursor({ itemId, iteration }) }
  return [
    event.itemStart(at),
    event.request({ ...at, source: 'auth', wire: wireRequest({ url: 'http://localhost/auth' }) }),
    event.request({ ...at, exchange: 1, wire: wireRequest({ url: `http://localhost/${itemId}` }) }),
    event.itemEnd(at),
  ]
}

describe('viewReproduce()', () => {
  it('shows the code in tabs, and names the variables to set', () => {
    const request = { method: 'GET', url: 'https://a/?code=[masked]', headers: [], body: '' }
    const headers = [{ key: 'Authorization', value: 'Basic [masked]' }]

    expect(viewReproduce({ request: { ...request, headers }, note: 'Note.' }, 'r0', write)).toEqual({
      id: 'r0-code',
      tabs: [
        { id: 'r0-code-0', language: 'cURL', text: 'cURL https://a/?code=FLOWGATEVARIABLE0X 2', isFirst: true },
        { id: 'r0-code-1', language: 'Go', text: 'Go https://a/?code=FLOWGATEVARIABLE0X 2', isFirst: false },
      ],
      variables: ['CODE', 'BASIC_CREDENTIALS'],
      isBasic: true,
      note: 'Note.',
    })
  })

  it('shows nothing that no language can say', () => {
    const request = { method: 'GET', url: '', headers: [], body: '' }

    expect(viewReproduce({ request }, 'r0', () => [])).toBeUndefined()
  })
})

describe('sendable()', () => {
  it('keeps what the user wrote and what signs a request, not what every client adds', () => {
    const headers = [
      { key: 'X-Own', value: '1' },
      { key: 'X-Off', value: '1', disabled: true },
      { key: 'Content-Type', value: 'text/plain', system: true },
      { key: 'Cookie', value: 'a=b', system: true },
      { key: 'Host', value: 'localhost', system: true },
    ]
    const wire = wireRequest({ method: 'POST', headers, body: { kind: 'bytes', bytes: bytes('hello') } })

    expect(sendable(event.request({ wire }))).toEqual({
      request: {
        method: 'POST',
        url: 'http://localhost/users',
        headers: [
          { key: 'X-Own', value: '1' },
          { key: 'Content-Type', value: 'text/plain' },
          { key: 'Cookie', value: 'a=b' },
        ],
        body: 'hello',
      },
    })
  })

  it.each([
    ['long', { kind: 'bytes', bytes: bytes('x'.repeat(8193)) }, '8.2 kB'],
    ['no text', { kind: 'bytes', bytes: new Uint8Array([0xff, 0xfe]) }, '2 B'],
    ['in files', { kind: 'parts', parts: [{ path: 'a.png', sizeBytes: 5 }], sizeBytes: 5 }, '5 B'],
  ] as const)('leaves out a body that is %s, and says so', (_, body, size) => {
    const { request, note } = sendable(event.request({ wire: wireRequest({ body }) }))

    expect([request.body, note]).toEqual(['', `The body (${size}) is not in the code.`])
  })
})

describe('sendable() with files', () => {
  const part = { path: 'a.png', sizeBytes: 5 }
  const wire = wireRequest({
    method: 'POST',
    headers: [{ key: 'Content-Type', value: 'multipart/form-data; boundary=x', system: true }],
    body: { kind: 'parts', parts: [part], sizeBytes: 5 },
  })

  it('names the parts of a form, and leaves the boundary to who sends it', () => {
    const formdata: readonly FormPart[] = [
      { key: 'note', value: 'hello', contentType: 'text/plain' },
      { key: 'off', value: '', disabled: true },
      { key: 'photos', type: 'file', src: ['a.png', 'b.png'] },
    ]

    expect(
      sendable(event.request({ request: resolvedRequest({ body: { mode: 'formdata', formdata } }), wire })),
    ).toEqual({
      request: {
        method: 'POST',
        url: 'http://localhost/users',
        headers: [],
        body: '',
        parts: [
          { key: 'note', value: 'hello', contentType: 'text/plain' },
          { key: 'photos', path: 'a.png' },
          { key: 'photos', path: 'b.png' },
        ],
      },
    })
  })

  it('names the file of a body', () => {
    const request = resolvedRequest({ body: { mode: 'file', src: 'a.png' } })

    expect(sendable(event.request({ request, wire })).request).toMatchObject({ body: '', file: 'a.png' })
  })
})

describe('keepRequests()', () => {
  it('keeps the own request of an item once, and once more when it fails', () => {
    const keeper = keepRequests()

    for (const iteration of [0, 1]) keeper.add(itemOf('a', iteration), `passed-${iteration}`, false)
    for (const iteration of [2, 3]) keeper.add(itemOf('a', iteration), `failed-${iteration}`, true)

    const urls = ['passed-0', 'passed-1', 'failed-2', 'failed-3'].map((anchor) => keeper.requestOf(anchor)?.request.url)
    expect(urls).toEqual(['http://localhost/a', undefined, 'http://localhost/a', undefined])
  })

  it('keeps the first 50 items that passed, and 100 that failed', () => {
    const keeper = keepRequests()

    for (let index = 0; index < 120; index += 1) {
      keeper.add(itemOf(`p${index}`), `p${index}`, false)
      keeper.add(itemOf(`f${index}`), `f${index}`, true)
    }

    const kept = ['p49', 'p50', 'f99', 'f100'].map((anchor) => keeper.requestOf(anchor) !== undefined)
    expect(kept).toEqual([true, false, true, false])
  })
})
