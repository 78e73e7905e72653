import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { matches, script, shipped } from '../support/shipped-collection.ts'

describe.each(shipped)('$file', ({ file, text, collection, folders, items }) => {
  test('is tidy: two spaces, line feeds, one newline at the end', () => {
    const tidy = `${JSON.stringify(JSON.parse(text), null, 2)}\n`

    expect(text).toBe(tidy)
  })

  test('is format v2.1 with an id, a name and a description that says what to give and what is kept', () => {
    const { _postman_id: id, schema, name, description } = collection.info

    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(schema).toBe('https://schema.getpostman.com/json/collection/v2.1.0/collection.json')
    expect(name).not.toBe(file)
    expect(matches(description, /^## (.+)$/gm)).toEqual(
      expect.arrayContaining(['Order', 'What you give', 'What the scripts keep']),
    )
  })

  test('describes its folders', () => {
    const bare = folders.filter(({ description }) => description.length <= 80).map(({ name }) => name)

    expect(bare).toEqual([])
  })

  test('describes every request and names the source', () => {
    const form = /^[A-Z][^]{60,}\n\nSource: https:\/\/developer\.pingidentity\.com\/pingone-api\/\S+$/

    const others = items.filter(({ request }) => !form.test(request.description ?? '')).map(({ name }) => name)

    expect(others).toEqual([])
  })

  test.each(items)('$name: at least two assertions, no two of one name, the status among them', (item) => {
    const names = matches(script(item, 'test'), /^pm\.test\('((?:\\'|[^'])+)'/gm)

    expect(names.length).toBeGreaterThanOrEqual(2)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => name.startsWith('Status is '))).toHaveLength(1)
  })

  test('has scripts that parse', () => {
    const sources = items.flatMap((item) => item.event.map((event) => event.script.exec.join('\n')))

    const compile = (): unknown => sources.map((source) => new Script(source))

    expect(compile).not.toThrow()
  })

  test.each(items)('$name: a saved response with the request that was sent', (item) => {
    const { auth: _auth, description: _description, ...sent } = item.request
    const [code] = matches(script(item, 'test'), /^pm\.test\('Status is (\d+)/gm)

    expect(item.response.map((example) => [example.code, example.originalRequest])).toEqual([[Number(code), sent]])
  })

  test('has URLs whose parts are their text', () => {
    const told = items.map(({ request }) => request.url.raw)

    const joined = items.map(({ request: { url } }) => {
      const parts = [...url.host, ...url.path].join('/')
      const search = (url.query ?? []).map(({ key, value }) => `${key}=${value}`).join('&')
      return search === '' ? parts : `${parts}?${search}`
    })

    expect(joined).toEqual(told)
  })

  test('keeps ids apart', () => {
    const ids = items.map(({ id }) => id)

    expect(new Set(ids).size).toBe(ids.length)
  })
})
