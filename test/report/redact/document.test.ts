import { describe, expect, it } from 'vitest'
import { maskDocument } from '../../../src/report/redact/document.ts'

const NOTHING_KNOWN = { values: [], names: [] }

describe('maskDocument()', () => {
  it('masks variables, headers and auth parameters that are named like secrets', () => {
    const document = {
      variable: [
        { key: 'client_secret', value: 'abcdefgh' },
        { key: 'base', value: 'http://localhost' },
        { key: 'mine', value: 'xyzxyz', type: 'secret' },
      ],
      auth: { type: 'basic', basic: [{ key: 'password', value: 'hunter2' }] },
      item: [{ request: { header: [{ key: 'Authorization', value: 'Bearer abc' }] } }],
    }

    expect(maskDocument(document, NOTHING_KNOWN)).toEqual({
      variable: [
        { key: 'client_secret', value: '[masked]' },
        { key: 'base', value: 'http://localhost' },
        { key: 'mine', value: '[masked]', type: 'secret' },
      ],
      auth: { type: 'basic', basic: [{ key: 'password', value: '[masked]' }] },
      item: [{ request: { header: [{ key: 'Authorization', value: '[masked]' }] } }],
    })
  })

  it('masks auth parameters of format v2.0', () => {
    const document = { auth: { type: 'basic', basic: { username: 'u', password: 'hunter2' } } }

    expect(maskDocument(document, NOTHING_KNOWN)).toEqual({
      auth: { type: 'basic', basic: { username: 'u', password: '[masked]' } },
    })
  })

  it('keeps a value that only names a variable', () => {
    const document = { header: [{ key: 'Authorization', value: '{{token}}' }] }

    expect(maskDocument(document, NOTHING_KNOWN)).toEqual(document)
  })

  it('masks known secrets wherever they stand, and names that are known to be secret', () => {
    const document = { item: [{ name: 'a sup3rsecret b' }], variable: [{ key: 'plain', value: 'v4lue' }] }

    expect(maskDocument(document, { values: ['sup3rsecret'], names: ['plain'] })).toEqual({
      item: [{ name: 'a [masked] b' }],
      variable: [{ key: 'plain', value: '[masked]' }],
    })
  })
})
