import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { collection, matches, script } from '../support/shipped-collection.ts'

const everyItem = collection.item.flatMap((folder) =>
  folder.item.map((item) => ({ name: `${folder.name} / ${item.name}`, item })),
)

test.each(collection.item)('folder $name has a description', (folder) => {
  expect(folder.description.length).toBeGreaterThan(80)
})

test.each(everyItem)('$name has a description with its source', ({ item }) => {
  expect(item.request.description).toMatch(
    /^[A-Z][^]{60,}\n\nSource: https:\/\/developer\.pingidentity\.com\/pingone-api\/\S+$/,
  )
})

test.each(everyItem)('$name has at least two assertions', ({ item }) => {
  const names = matches(script(item, 'test'), /^pm\.test\('([^']+)'/gm)

  expect(names.length).toBeGreaterThanOrEqual(2)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('Body is a JSON object')
})

test.each(everyItem)('$name has scripts that parse', ({ item }) => {
  const sources = item.event.map((event) => event.script.exec.join('\n'))

  const compile = () => sources.map((source) => new Script(source))

  expect(compile).not.toThrow()
})

test.each(everyItem)('$name saves the documented response with the request that was sent', ({ item }) => {
  const { auth: _auth, description: _description, ...sent } = item.request

  const [code, status] = matches(script(item, 'test'), /^pm\.test\('Status is (\d+ \w+)'/gm)[0]!.split(' ')

  expect(item.response).toHaveLength(1)
  expect(item.response[0]).toMatchObject({
    originalRequest: sent,
    code: Number(code),
    status,
    _postman_previewlanguage: 'json',
    header: [{ key: 'Content-Type', value: 'application/json' }],
  })
  expect(JSON.parse(item.response[0]!.body)).toEqual(expect.any(Object))
})

test.each(everyItem)('$name has a URL whose parts are its text', ({ item }) => {
  const { raw, host, path, query = [] } = item.request.url

  const parts = [...host, ...path].join('/')
  const search = query.map(({ key, value }) => `${key}=${value}`).join('&')

  expect(search === '' ? parts : `${parts}?${search}`).toBe(raw)
})
