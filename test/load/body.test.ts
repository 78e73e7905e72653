import { expect, test } from 'vitest'
import { bodyFromJson, bodyToJson } from '../../src/load/body.ts'

const CASES = [
  { json: undefined, body: undefined },
  { json: null, body: undefined },
  { json: {}, body: undefined },
  { json: { raw: 'no mode' }, body: undefined },
  { json: 'text', body: { mode: 'raw', raw: 'text' } },
  { json: { mode: 'raw' }, body: { mode: 'raw', raw: '' } },
  { json: { mode: 'raw', raw: { a: 1 } }, body: { mode: 'raw', raw: '{"a":1}' } },
  { json: { mode: 'RAW', raw: 'x', disabled: true }, body: { mode: 'raw', raw: 'x', disabled: true } },
  { json: { mode: 'unknown', raw: 'x' }, body: { mode: 'raw', raw: 'x' } },
  {
    json: { mode: 'raw', raw: 'x', options: { raw: { language: 'xml' } } },
    body: { mode: 'raw', raw: 'x', language: 'xml' },
  },
  { json: { mode: 'urlencoded' }, body: { mode: 'urlencoded', urlencoded: [] } },
  {
    json: { mode: 'urlencoded', urlencoded: 'a=b&c=d=e&f' },
    body: {
      mode: 'urlencoded',
      urlencoded: [
        { key: 'a', value: 'b' },
        { key: 'c', value: 'd=e' },
        { key: 'f', value: '' },
      ],
    },
  },
  {
    json: { mode: 'urlencoded', urlencoded: { a: 1 } },
    body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '1' }] },
  },
  {
    json: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: null, disabled: true, description: 'x' }] },
    body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '', disabled: true }] },
  },
  {
    json: {
      mode: 'formdata',
      formdata: [
        { key: 'a', value: 'b' },
        { key: 'b', value: 'c', type: 'text' },
        { key: 'f', type: 'file', src: null, contentType: 'x/y' },
        { key: 'one', type: 'file', src: 'a.txt' },
        { key: 'list', type: 'file', src: ['a.txt'] },
        { key: 'held', type: 'file', value: 'aGk=' },
      ],
    },
    body: {
      mode: 'formdata',
      formdata: [
        { key: 'a', value: 'b' },
        { type: 'text', key: 'b', value: 'c' },
        { type: 'file', key: 'f', src: [], contentType: 'x/y' },
        { type: 'file', key: 'one', src: ['a.txt'] },
        { type: 'file', key: 'list', src: ['a.txt'], isList: true },
        { type: 'file', key: 'held', src: [], content: 'aGk=' },
      ],
    },
  },
  { json: { mode: 'raw', raw: 5 }, body: { mode: 'raw', raw: '5', isScalar: true } },
  { json: { mode: 'file', file: 'x.bin' }, body: { mode: 'file', src: 'x.bin' } },
  { json: { mode: 'file', file: { src: null } }, body: { mode: 'file' } },
  { json: { mode: 'graphql' }, body: { mode: 'graphql' } },
  {
    json: { mode: 'graphql', graphql: { query: '{a}', operationName: null, variables: { v: 1 } } },
    body: { mode: 'graphql', query: '{a}', operationName: null, variables: '{"v":1}' },
  },
]

test.each(CASES)('bodyFromJson() reads $json', ({ json, body }) => {
  expect(bodyFromJson(json)).toEqual(body)
})

test.each(CASES.flatMap(({ json }) => (isScalar(json) ? [] : (bodyFromJson(json) ?? []))))(
  'bodyToJson() gives back all of %j',
  (body) => {
    expect(bodyFromJson(bodyToJson(body))).toEqual(body)
  },
)

/** Its text is written back. */
function isScalar(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'raw' in json && typeof json.raw === 'number'
}
