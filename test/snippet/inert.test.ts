import { describe, expect, it } from 'vitest'
import type { SnippetPart, SnippetSource } from '../../src/model/snippet.ts'
import { sentSnippets } from '../../src/snippet/sent.ts'

const URL = 'https://id.example/'
const HOSTILE = `'"; touch pwned; #{\`id\`} $(id) \\`

function source(own: Partial<SnippetSource>): SnippetSource {
  return { method: 'POST', url: URL, headers: [], body: '', ...own }
}

function curlOf(own: Partial<SnippetSource>): string | undefined {
  return sentSnippets(source(own), []).find(({ language }) => language === 'cURL')?.text
}

function form(...parts: readonly SnippetPart[]): string | undefined {
  return curlOf({ parts })
}

describe('code of a request', () => {
  it('has a file of a hostile name as some file, in every language', () => {
    const body = sentSnippets(source({ file: HOSTILE }), [])
    const part = sentSnippets(source({ parts: [{ key: 'f', path: HOSTILE }] }), [])

    expect([...body, ...part].filter(({ text }) => text.includes('pwned'))).toEqual([])
    expect([curlOf({ file: HOSTILE }), form({ key: 'f', path: HOSTILE })]).toEqual([
      `curl --location '${URL}' \\\n--header 'Content-Type: text/plain' \\\n--data-binary '@/path/to/file'\n`,
      `curl --location '${URL}' \\\n--form 'f=@"/path/to/file"'\n`,
    ])
  })

  it('has paths of Windows with slashes', () => {
    expect(curlOf({ file: 'C:\\data\\täglich 1.csv' })).toContain(`--data-binary '@C:/data/täglich 1.csv'`)
  })

  it('leaves out the type of a part that no literal can hold', () => {
    expect([
      form({ key: 'a', value: 'b', contentType: HOSTILE }),
      form({ key: 'a', value: 'b', contentType: 'text/plain; charset=utf-8' }),
    ]).toEqual([
      `curl --location '${URL}' \\\n--form 'a="b"'\n`,
      `curl --location '${URL}' \\\n--form 'a="b";type=text/plain; charset=utf-8'\n`,
    ])
  })

  it.each<[string, Partial<SnippetSource>]>([
    ['a method', { method: 'GET|touch' }],
    ['the name of a file', { parts: [{ key: HOSTILE, path: 'a.csv' }] }],
  ])('is not written where %s could be code', (_, own) => {
    expect(sentSnippets(source(own), [])).toEqual([])
  })

  it('has fields of a form as curl reads them: backslashes escape quotes and themselves', () => {
    expect(form({ key: 'a', value: String.raw`$5 "x" #1! \ ${'`'}y${'`'} \$` })).toBe(
      `curl --location '${URL}' \\\n--form 'a="$5 \\"x\\" #1! \\\\ \`y\` \\\\$"'\n`,
    )
  })
})
