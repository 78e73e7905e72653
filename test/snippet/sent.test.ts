import { describe, expect, it } from 'vitest'
import type { SnippetSource } from '../../src/model/snippet.ts'
import { sentSnippets } from '../../src/snippet/sent.ts'

const SECRET = { marker: 'FLOWGATEVARIABLE0X', name: 'CLIENT_SECRET' }
const REQUEST: SnippetSource = {
  method: 'POST',
  url: 'https://id.example/token?x=a%20b',
  headers: [{ key: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
  body: `client_secret=${SECRET.marker}&scope=openid+profile`,
}

function lineWith(text: string | undefined, part: string): string | undefined {
  return text?.split('\n').find((line) => line.includes(part))
}

describe('sentSnippets()', () => {
  it('writes the eleven languages of the pages of PingOne, and no marker', () => {
    const snippets = sentSnippets(REQUEST, [SECRET])

    expect(snippets.map(({ language }) => language)).toEqual([
      'cURL',
      'C#',
      'Go',
      'HTTP',
      'Java',
      'jQuery',
      'NodeJS',
      'Python',
      'PHP',
      'Ruby',
      'Swift',
    ])
    expect(snippets.filter(({ text }) => text.includes('FLOWGATE'))).toEqual([])
  })

  it.each([
    ['cURL', `--data-urlencode 'client_secret='"$CLIENT_SECRET" \\`],
    ['C#', 'request.AddParameter("client_secret", Environment.GetEnvironmentVariable("CLIENT_SECRET"));'],
    ['Go', '  payload := strings.NewReader("client_secret=" + os.Getenv("CLIENT_SECRET") + "&scope=openid%20profile")'],
    ['HTTP', 'client_secret=$CLIENT_SECRET&scope=openid%20profile'],
    ['NodeJS', "    'client_secret': process.env.CLIENT_SECRET,"],
    ['Python', `payload = 'client_secret=' + os.environ["CLIENT_SECRET"] + '&scope=openid%20profile'`],
    ['PHP', "  'client_secret' => getenv('CLIENT_SECRET'),"],
    ['Ruby', 'request.body = "client_secret=" + ENV["CLIENT_SECRET"] + "&scope=openid%20profile"'],
  ])('reads a secret in %s from the environment', (language, line) => {
    const snippet = sentSnippets(REQUEST, [SECRET]).find((each) => each.language === language)

    expect(lineWith(snippet?.text, 'CLIENT_SECRET')).toBe(line)
  })

  it('imports what reading the environment needs, and asks in a browser', () => {
    const [go, http, jquery, python] = ['Go', 'HTTP', 'jQuery', 'Python'].map(
      (name) => sentSnippets(REQUEST, [SECRET]).find(({ language }) => language === name)?.text,
    )

    expect(go).toMatch(/^import \(\n {2}"os"\n/m)
    expect(http).not.toContain('Content-Length')
    expect(jquery).toMatch(/^const CLIENT_SECRET = prompt\("CLIENT_SECRET"\);\n\nvar settings/)
    expect(python).toMatch(/^import os\nimport requests\n/)
  })

  it('writes a request without secrets as it was sent', () => {
    const [curl] = sentSnippets(
      {
        method: 'PUT',
        url: 'https://a.example/x%20y?q=%2B&empty=',
        headers: [{ key: 'Content-Type', value: 'application/json' }],
        body: '{"a":"it\'s"}',
      },
      [],
    )

    expect(curl).toEqual({
      language: 'cURL',
      text: String.raw`curl --location --request PUT 'https://a.example/x%20y?q=%2B&empty=' \
--header 'Content-Type: application/json' \
--data '{"a":"it'\''s"}'
`,
    })
  })

  describe('with a form of parts', () => {
    const FORM: SnippetSource = {
      method: 'POST',
      url: 'https://id.example/upload',
      headers: [],
      body: '',
      parts: [
        { key: 'client_secret', value: SECRET.marker },
        { key: 'photo', path: 'a b.png', contentType: 'image/png' },
      ],
    }

    it('names fields and files', () => {
      const [curl] = sentSnippets(FORM, [SECRET])

      expect(curl).toEqual({
        language: 'cURL',
        text: `curl --location 'https://id.example/upload' \\
--form 'client_secret="'"$CLIENT_SECRET"'"' \\
--form 'photo=@"a b.png"'
`,
      })
    })

    it('imports nothing twice', () => {
      const go = sentSnippets(FORM, [SECRET]).find(({ language }) => language === 'Go')

      expect(go?.text.match(/^ {2}"os"$/gm)).toEqual(['  "os"'])
    })
  })

  it('reads a body from its file', () => {
    const [curl] = sentSnippets(
      { method: 'PUT', url: 'https://id.example/photo', headers: [], body: '', file: 'me.png' },
      [],
    )

    expect(lineWith(curl?.text, 'data')).toBe("--data-binary '@me.png'")
  })
})
