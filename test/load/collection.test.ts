import { expect, test } from 'vitest'
import { parseCollection } from '../../src/load/collection.ts'
import type { Collection } from '../../src/model/collection.ts'
import { input, refused } from './refused.ts'

function parse(json: unknown): Collection {
  return parseCollection(json, { kind: 'collection', name: '<object>', text: '' })
}

const GET = { method: 'GET', url: { host: ['a', 'test'], query: [], variables: [] }, header: [] }

const V21 = `{
  "info": {
    "_postman_id": "c1",
    "name": "Demo",
    "description": { "content": "All of it", "type": "text/markdown" },
    "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
  },
  "item": [
    {
      "name": "Sign on",
      "id": "f1",
      "description": "A flow",
      "auth": { "type": "noauth" },
      "event": [{ "id": "e1", "listen": "prerequest", "script": { "id": "s1", "exec": ["one()"] } }],
      "protocolProfileBehavior": { "followRedirects": false },
      "item": [
        {
          "name": "Authorize",
          "id": "i1",
          "description": "Begins",
          "request": { "method": "GET", "url": "a.test", "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{t}}" }] } },
          "event": [{ "id": "e2", "listen": "test", "script": { "id": "s2", "exec": ["two()"] } }],
          "protocolProfileBehavior": { "disableCookies": true },
          "response": [
            {
              "id": "r1",
              "name": "Found",
              "originalRequest": { "url": "a.test" },
              "status": "Found",
              "code": 302,
              "_postman_previewlanguage": "html",
              "header": [{ "key": "Location", "value": "/next" }],
              "body": ""
            }
          ]
        }
      ]
    },
    { "name": "Empty", "id": "f2", "item": [] }
  ],
  "event": [{ "id": "e0", "listen": "test", "script": { "id": "s0", "exec": ["zero()"] } }],
  "auth": { "type": "basic", "basic": [{ "key": "username", "value": "u" }, { "key": "password", "value": "p" }] },
  "variable": [{ "key": "host", "value": "a.test" }, { "key": "old", "value": "x", "disabled": true }],
  "protocolProfileBehavior": { "strictSSL": false }
}`

test('parseCollection() reads a whole collection v2.1', () => {
  const collection = parseCollection(JSON.parse(V21), input(V21))

  expect(collection).toEqual({
    id: 'c1',
    name: 'Demo',
    description: 'All of it',
    source: 'c.json',
    children: [
      {
        kind: 'folder',
        id: 'f1',
        name: 'Sign on',
        description: 'A flow',
        line: 9,
        children: [
          {
            kind: 'item',
            id: 'i1',
            name: 'Authorize',
            description: 'Begins',
            line: 17,
            request: { ...GET, auth: { type: 'bearer', parameters: { token: '{{t}}' } } },
            scripts: [{ id: 's2', eventId: 'e2', listen: 'test', source: 'two()', line: 22 }],
            examples: [
              {
                id: 'r1',
                name: 'Found',
                status: 'Found',
                code: 302,
                header: [{ key: 'Location', value: '/next' }],
                body: '',
              },
            ],
            behavior: { disableCookies: true },
          },
        ],
        scripts: [{ id: 's1', eventId: 'e1', listen: 'prerequest', source: 'one()', line: 14 }],
        auth: { type: 'noauth', parameters: {} },
        behavior: { followRedirects: false },
      },
      { kind: 'folder', id: 'f2', name: 'Empty', line: 39, children: [], scripts: [], behavior: {} },
    ],
    scripts: [{ id: 's0', eventId: 'e0', listen: 'test', source: 'zero()', line: 41 }],
    auth: { type: 'basic', parameters: { username: 'u', password: 'p' } },
    variables: [
      { key: 'host', value: 'a.test' },
      { key: 'old', value: 'x', disabled: true },
    ],
    behavior: { strictSSL: false },
  })
})

test('parseCollection() reads the shapes of v2.0', () => {
  const collection = parse({
    info: {
      name: 'Old',
      _postman_id: 'c1',
      schema: 'https://schema.getpostman.com/json/collection/v2.0.0/collection.json',
    },
    item: [
      { name: 'text', _postman_id: 'i1', request: 'a.test' },
      {
        name: 'object',
        _postman_id: 'i2',
        request: {
          url: 'a.test',
          method: 'POST',
          header: 'X-One: 1\nX-Two: 2',
          auth: { type: 'basic', basic: { username: 'u', password: 'p' } },
        },
      },
    ],
    auth: { type: 'apikey', apikey: { key: 'k', value: 'v' } },
  })

  expect(collection).toEqual({
    id: 'c1',
    name: 'Old',
    children: [
      { kind: 'item', id: 'i1', name: 'text', request: GET, scripts: [], examples: [], behavior: {} },
      {
        kind: 'item',
        id: 'i2',
        name: 'object',
        request: {
          ...GET,
          method: 'POST',
          header: [
            { key: 'X-One', value: '1' },
            { key: 'X-Two', value: '2' },
          ],
          auth: { type: 'basic', parameters: { username: 'u', password: 'p' } },
        },
        scripts: [],
        examples: [],
        behavior: {},
      },
    ],
    scripts: [],
    auth: { type: 'apikey', parameters: { key: 'k', value: 'v' } },
    variables: [],
    behavior: {},
  })
})

test('parseCollection() reads name, id and description that are not under info', () => {
  const { id, name, description } = parse({ id: 'c1', name: 'Bare', description: 'Short', item: [{}] })

  expect({ id, name, description }).toEqual({ id: 'c1', name: 'Bare', description: 'Short' })
})

function ids(collection: Collection): readonly string[] {
  const idsOf = (children: Collection['children']): readonly string[] =>
    children.flatMap((child) => [child.id, ...(child.kind === 'folder' ? idsOf(child.children) : [])])
  return [collection.id, ...idsOf(collection.children)]
}

const NAMELESS_IDS = {
  info: { name: 'Demo' },
  item: [{ name: 'A', item: [{ name: 'x' }, { name: 'x' }] }, { name: 'A', item: [{ name: 'x' }] }, {}],
}

test('parseCollection() makes the same ids for the same names', () => {
  expect(ids(parse(NAMELESS_IDS))).toEqual(ids(parse(structuredClone(NAMELESS_IDS))))
})

test('parseCollection() makes an id of its own for each part', () => {
  const made = ids(parse(NAMELESS_IDS))

  expect(made).toHaveLength(7)
  expect(new Set(made).size).toBe(7)
})

test('parseCollection() keeps the id of a part when another is added after it', () => {
  const longer = { ...NAMELESS_IDS, item: [...NAMELESS_IDS.item, { name: 'new' }] }

  expect(ids(parse(longer)).slice(0, 7)).toEqual(ids(parse(NAMELESS_IDS)))
})

test('parseCollection() gives an id that is used twice to the first only', () => {
  const [, folder, item, last] = ids(
    parse({
      info: { name: 'Demo' },
      item: [{ id: 'same', name: 'A', item: [{ id: 'same', name: 'x' }] }, { id: 'other' }],
    }),
  )

  expect([folder, last]).toEqual(['same', 'other'])
  expect(item).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('parseCollection() makes a request without a URL of what is no item, and skips null', () => {
  const { children } = parse({
    info: { name: 'Demo' },
    item: [null, 'http://a.test/', { id: 'i', name: 'no request' }],
  })

  expect(children).toEqual([
    {
      kind: 'item',
      id: 'e7feb273-b8d8-56c1-88c5-17a3b5dcac40',
      name: '',
      request: { method: 'GET', url: { host: [], query: [], variables: [] }, header: [] },
      scripts: [],
      examples: [],
      behavior: {},
    },
    {
      kind: 'item',
      id: 'i',
      name: 'no request',
      request: { method: 'GET', url: { host: [], query: [], variables: [] }, header: [] },
      scripts: [],
      examples: [],
      behavior: {},
    },
  ])
})

test('parseCollection() reads a folder whose only item is not in a list', () => {
  const { children } = parse({ info: { name: 'Demo' }, item: [{ id: 'f', name: 'A', item: { id: 'i', name: 'x' } }] })

  expect(children.map((child) => (child.kind === 'folder' ? child.children.map(({ id }) => id) : child.id))).toEqual([
    ['i'],
  ])
})

test('parseCollection() refuses a collection without requests', async () => {
  const error = await refused(() =>
    parse({ info: { name: 'Demo' }, item: [{ name: 'A', item: [{ name: 'B', item: [] }] }] }),
  )

  expect(error).toEqual({
    code: 'COLLECTION_INVALID',
    message: 'Cannot read collection "<object>": it has no requests',
    hint: 'Add a request in Postman, and export the collection again',
  })
})

test('parseCollection() refuses folders that are nested too deep', async () => {
  let item: unknown = { name: 'x', request: 'a.test' }
  for (let depth = 0; depth < 101; depth += 1) item = { name: 'A', item: [item] }

  const error = await refused(() => parse({ info: { name: 'Demo' }, item: [item] }))

  expect(error).toEqual({
    code: 'COLLECTION_INVALID',
    message: 'Cannot read collection "<object>": its folders are nested more than 100 deep',
    hint: undefined,
  })
})
