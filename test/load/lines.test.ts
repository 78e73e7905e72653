import { expect, test } from 'vitest'
import { itemLines } from '../../src/load/lines.ts'

test('itemLines() gives the line of each folder and item', () => {
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

  const lines = itemLines(text)

  expect(Object.fromEntries(lines)).toEqual({ '0': 4, '1': 5, '1/0': 7, '1/1': 7, '1/2': 8, '1/2/0': 8 })
})

test('itemLines() is not misled by brackets, commas, quotes and backslashes in text', () => {
  const text = '{"name":"[{,\\"\\\\","item":[\n{"x":"]}\\\\\\""},\n{"item" : "item"},\n{}]}'

  const lines = itemLines(text)

  expect(Object.fromEntries(lines)).toEqual({ '0': 2, '1': 3, '2': 4 })
})

test('itemLines() counts elements that are no objects', () => {
  const lines = itemLines('{"item":[null,\n"text, with comma",\n[1,2],\n{}]}')

  expect(Object.fromEntries(lines)).toEqual({ '3': 4 })
})

test('itemLines() looks into a wrapped collection', () => {
  const lines = itemLines('{"collection":{\r\n"item":[\r\n{}]}}')

  expect(Object.fromEntries(lines)).toEqual({ '0': 3 })
})
