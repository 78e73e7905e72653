import { describe, expect, it } from 'vitest'
import { createRedactor, type SecretPolicy } from '../../../src/report/redact.ts'

const NOTHING_KNOWN = { values: [], names: [], show: false }

function maskDocument(document: object, policy: SecretPolicy = NOTHING_KNOWN): object {
  return createRedactor(policy).document(document)
}

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

    expect(maskDocument(document)).toEqual({
      variable: [
        { key: 'client_secret', value: '[client_secret#1]' },
        { key: 'base', value: 'http://localhost' },
        { key: 'mine', value: '[mine#1]', type: 'secret' },
      ],
      auth: { type: 'basic', basic: [{ key: 'password', value: '[password#1]' }] },
      item: [{ request: { header: [{ key: 'Authorization', value: 'Bearer [bearer#1]' }] } }],
    })
  })

  it('masks auth parameters of format v2.0', () => {
    const document = { auth: { type: 'basic', basic: { username: 'u', password: 'hunter2' } } }

    expect(maskDocument(document)).toEqual({
      auth: { type: 'basic', basic: { username: 'u', password: '[password#1]' } },
    })
  })

  it('masks the value of an API key, in a list and in an object, and what scripts give to variables of telling names', () => {
    const document = {
      auth: [
        {
          type: 'apikey',
          apikey: [
            { key: 'key', value: 'X-Custom' },
            { key: 'value', value: 'k-1' },
          ],
        },
        { type: 'apikey', apikey: { key: 'X-Custom', value: 'k-1', in: 'header' } },
      ],
      exec: ["pm.environment.set('myPassword', 'hunter2'); const apiKey = `k-22`; const name = 'Annie'"],
    }

    expect(maskDocument(document)).toEqual({
      auth: [
        {
          type: 'apikey',
          apikey: [
            { key: 'key', value: 'X-Custom' },
            { key: 'value', value: '[X-Custom#1]' },
          ],
        },
        { type: 'apikey', apikey: { key: 'X-Custom', value: '[X-Custom#1]', in: 'header' } },
      ],
      exec: ["pm.environment.set('myPassword', '[myPassword#1]'); const apiKey = `[apiKey#1]`; const name = 'Annie'"],
    })
  })

  it('keeps a value that only names a variable', () => {
    const document = { header: [{ key: 'Authorization', value: '{{token}}' }] }

    expect(maskDocument(document)).toEqual(document)
  })

  it('masks known secrets wherever they stand, and names that are known to be secret', () => {
    const document = { item: [{ name: 'a sup3rsecret b' }], variable: [{ key: 'plain', value: 'v4lue' }] }

    expect(
      maskDocument(document, { ...NOTHING_KNOWN, values: [{ name: 'known', value: 'sup3rsecret' }], names: ['plain'] }),
    ).toEqual({
      item: [{ name: 'a [known#1] b' }],
      variable: [{ key: 'plain', value: '[plain#1]' }],
    })
  })
})
