import { expect, test } from 'vitest'
import { collectionLines } from '../../src/load/lines.ts'

test('collectionLines() gives the line of each folder and item', () => {
  const text = `{
  "info": { "name": "x", "item": [{}] },
  "item": [
    { "name": "a", "event": [{ "item": [{}] }] },
    {
      "item": [
        { "name": "b" }, { "name": "c" },
        { "item": [{
        }] }
      ]
    }
  ]
}`

  const lines = collectionLines(text).items

  expect(Object.fromEntries(lines)).toEqual({ '0': 4, '1': 5, '1/0': 7, '1/1': 7, '1/2': 8, '1/2/0': 8 })
})

test('collectionLines() is not misled by brackets, commas, quotes and backslashes in text', () => {
  const text = '{"name":"[{,\\"\\\\","item":[\n{"x":"]}\\\\\\""},\n{"item" : "item"},\n{}]}'

  const lines = collectionLines(text).items

  expect(Object.fromEntries(lines)).toEqual({ '0': 2, '1': 3, '2': 4 })
})

test('collectionLines() counts elements that are no objects', () => {
  const lines = collectionLines('{"item":[null,\n"text, with comma",\n[1,2],\n{}]}').items

  expect(Object.fromEntries(lines)).toEqual({ '3': 4 })
})

test('collectionLines() looks into a wrapped collection', () => {
  const lines = collectionLines('{"collection":{\r\n"item":[\r\n{}]}}').items

  expect(Object.fromEntries(lines)).toEqual({ '0': 3 })
})

test('collectionLines() gives the first line of scripts that have a line of the file for each of theirs', () => {
  const text = `{
  "event": [{ "listen": "test", "script": { "exec": [
    "a",
    "b"
  ] } }],
  "item": [
    {
      "event": [
        { "script": { "exec": "text" } },
        { "script": { "exec": ["all", "on one line"] } },
        { "script": { "exec": [
          "two\\nlines", "x"
        ] } },
        {
          "script": {
            "packages": { "exec": ["no"] },
            "exec": [
              "pm.test('a, b', () => {",
              "})"
            ]
          }
        }
      ]
    }
  ]
}`

  expect(Object.fromEntries(collectionLines(text).scripts)).toEqual({ '#0': 3, '0#3': 18 })
})
