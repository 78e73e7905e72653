import { describe, expect, it } from 'vitest'
import { lookupIn } from '../../src/engine/scopes.ts'
import { substitute } from '../../src/engine/substitute.ts'
import type { Variable } from '../../src/model/collection.ts'

const values = (entries: Record<string, unknown>): { readonly values: readonly Variable[] } => ({
  values: Object.entries(entries).map(([key, value]) => ({ key, value })),
})

const lookup = lookupIn({
  local: values({ who: 'local' }),
  data: values({ who: 'data', row: 'data' }),
  environment: {
    values: [
      { key: 'row', value: 'environment' },
      { key: 'host', value: 'api.{{tld}}' },
      { key: 'tld', value: 'com' },
      { key: 'off', value: 'disabled', disabled: true },
      { key: 'twice', value: 'first' },
      { key: 'twice', value: 'last' },
      { key: 'number', value: 5 },
      { key: 'object', value: { a: [1] } },
      { key: 'nothing', value: null },
      { key: 'list', value: [1, 'b', true] },
      { key: 'objects', value: [{ a: 1 }] },
      { key: 'round', value: '{{about}}' },
      { key: 'about', value: 'x{{round}}' },
      { key: 'inner', value: 'tld' },
      { key: '$guid', value: 'mine' },
    ],
  },
  collection: values({ off: 'collection', only: 'collection' }),
  globals: values({ only: 'globals', global: 'globals' }),
})

const dynamicValue = (name: string): string | undefined => (name === 'timestamp' ? '1700000000' : undefined)

describe('substitute()', () => {
  it.each([
    ['local first', '{{who}}', 'local'],
    ['data before environment', '{{row}}', 'data'],
    ['collection before globals', '{{only}}', 'collection'],
    ['globals last', '{{global}}', 'globals'],
    ['past a disabled variable', '{{off}}', 'collection'],
    ['the last of equal names', '{{twice}}', 'last'],
    ['values in values', 'https://{{host}}/', 'https://api.com/'],
    ['names in names', '{{{{inner}}}}', 'com'],
    ['numbers', '{{number}}', '5'],
    ['objects as JSON', '{{object}}', '{"a":[1]}'],
    ['null as the JSON of it', '[{{nothing}}]', '[null]'],
    ['a list of scalars with commas', '{{list}}', '1,b,true'],
    ['a list of objects as JSON', '{{objects}}', '[{"a":1}]'],
    ['an unknown name as written', '{{nobody}}', '{{nobody}}'],
    ['blanks belong to the name', '{{ who }}', '{{ who }}'],
    ['dynamic variables', '{{$timestamp}}', '1700000000'],
    ['an unknown dynamic variable as written', '{{$nope}}', '{{$nope}}'],
    ['a scope before a dynamic variable', '{{$guid}}', 'mine'],
    ['<<name>> of a known name', '<<tld>>', 'com'],
    ['<<name>> of an unknown name as written', '<<EOF>>', '<<EOF>>'],
    ['<<name>> in a value', '{{host}} <<host>>', 'api.com api.com'],
  ])('resolves %s', (_, written, text) => {
    const result = substitute(written, { lookup, dynamicValue, angle: true })

    expect(result).toEqual({ kind: 'text', text })
  })

  it('leaves <<name>> as written when angles are off', () => {
    const result = substitute('<<tld>>', { lookup, dynamicValue, angle: false })

    expect(result).toEqual({ kind: 'text', text: '<<tld>>' })
  })

  it('names a variable that leads back to itself', () => {
    const result = substitute('{{round}}', { lookup, dynamicValue, angle: true })

    expect(result).toEqual({ kind: 'cycle', name: 'round' })
  })

  it.each([
    [{ a: 1 }, '[object Object]'],
    [[1, null, 'x'], '1,,x'],
    [null, 'null'],
  ])('writes %j as newman does where it is asked for', (value, text) => {
    const found = (name: string): { readonly key: string; readonly value: unknown } => ({ key: name, value })

    const result = substitute('{{value}}', { lookup: found, dynamicValue, angle: false, plainObjects: true })

    expect(result).toEqual({ kind: 'text', text })
  })

  it.each([
    [true, '{{value}}'],
    [false, 'null'],
  ])('leaves a null of iteration data as newman does where it is asked for: %s', (plainObjects, text) => {
    const found = (key: string): Variable => ({ key, value: null, origin: 'data' })

    const result = substitute('{{value}}', { lookup: found, dynamicValue, angle: false, plainObjects })

    expect(result).toEqual({ kind: 'text', text })
  })
})
