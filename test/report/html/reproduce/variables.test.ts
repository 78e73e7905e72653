import { describe, expect, it } from 'vitest'
import type { SnippetSource } from '../../../../src/model/snippet.ts'
import { withVariables } from '../../../../src/report/html/reproduce/variables.ts'

const [A, B, C] = ['FLOWGATEVARIABLE0X', 'FLOWGATEVARIABLE1X', 'FLOWGATEVARIABLE2X']

function requestOf(change: Partial<SnippetSource> = {}): SnippetSource {
  return { method: 'GET', url: 'https://id.example/', headers: [], body: '', ...change }
}

describe('withVariables()', () => {
  it.each<[string, Partial<SnippetSource>, Partial<SnippetSource>, readonly string[]]>([
    ['a parameter', { url: 'https://a/?x=1&request=[masked]' }, { url: `https://a/?x=1&request=${A}` }, ['REQUEST']],
    ['a field of a form', { body: 'code=[masked]&x=1' }, { body: `code=${A}&x=1` }, ['CODE']],
    [
      'a part of a form',
      {
        parts: [
          { key: 'client_secret', value: '[masked]' },
          { key: 'file', path: 'a.png' },
        ],
      },
      {
        parts: [
          { key: 'client_secret', value: A },
          { key: 'file', path: 'a.png' },
        ],
      },
      ['CLIENT_SECRET'],
    ],
    ['a member', { body: '{ "newPassword" : "[masked]" }' }, { body: `{ "newPassword" : "${A}" }` }, ['NEW_PASSWORD']],
    ['a place without a name', { body: '[masked]' }, { body: A }, ['SECRET']],
    [
      'its placeholder',
      { body: '[mfaAppSecret#4] [mfaAppSecret#2]' },
      { body: `${A} ${B}` },
      ['MFA_APP_SECRET', 'MFA_APP_SECRET_2'],
    ],
    ['the same placeholder', { url: 'https://a/[x#1]', body: '[x#1]' }, { url: `https://a/${A}`, body: A }, ['X']],
    [
      'a JWT without its signature',
      { body: 'a=eyJhbGci.eyJzdWIi.[access_token#3]' },
      { body: `a=${A}` },
      ['ACCESS_TOKEN'],
    ],
    ['an encrypted token', { body: 'eyJhbGci.[id_token#1]' }, { body: A }, ['ID_TOKEN']],
    ['the name of a variable of every shell', { body: 'path=[masked]' }, { body: `path=${A}` }, ['_PATH']],
  ])('names a variable after %s', (...[, change, changed, names]) => {
    const { request, variables } = withVariables(requestOf(change))

    expect(request).toEqual(requestOf(changed))
    expect(variables.map(({ name }) => name)).toEqual(names)
  })

  it('names credentials by their scheme, and cookies by their names', () => {
    const header = (key: string, value: string): { readonly key: string; readonly value: string } => ({ key, value })

    const { request, variables } = withVariables(
      requestOf({
        headers: [
          header('Authorization', 'Bearer [masked]'),
          header('Proxy-Authorization', 'Basic [password#1]'),
          header('Cookie', 'a=1; ST=[masked]'),
          header('X-Note', 'nothing'),
        ],
      }),
    )

    expect(request.headers.map(({ value }) => value)).toEqual([`Bearer ${A}`, `Basic ${B}`, `a=1; ST=${C}`, 'nothing'])
    expect(variables).toEqual([
      { name: 'ACCESS_TOKEN', marker: A },
      { name: 'BASIC_CREDENTIALS', marker: B },
      { name: 'ST', marker: C },
    ])
  })
})
