import sdk from 'postman-collection'
import { expect, test } from 'vitest'
import { parseScope } from '../../../src/load/environment.ts'
import type { ExportOptions } from '../../../src/report/export/options.ts'
import { scopeExport, variablesExport } from '../../../src/report/export/scope.ts'

const OPTIONS: ExportOptions = { exportedAt: '2026-01-02T03:04:05.678Z', exportedUsing: 'flowgate/1.0.0' }
const NEWMAN: ExportOptions = { ...OPTIONS, newmanShape: true, exportSecrets: true }

const STAMP = { _postman_exported_at: OPTIONS.exportedAt, _postman_exported_using: 'flowgate/1.0.0' }

const DOCUMENT = {
  id: 'e1',
  name: 'Dev',
  values: [
    { key: 'a', value: '1', type: 'default', enabled: true },
    { key: 'off', value: '2', disabled: true },
    { key: 'on', value: '2', disabled: false },
    { key: 'secret', value: 's', type: 'secret' },
    { key: 'number', value: '7', type: 'number' },
    { key: 'boolean', value: 'false', type: 'boolean' },
    { key: 'described', value: '1', description: 'text' },
    { key: 'object', value: { a: 1 }, type: 'object' },
    { key: 'list', value: [1] },
    { key: 'null', value: null },
    { key: '', value: 'keyless' },
    { key: 'named', value: '1', id: 'i', name: 'n', system: true },
    { key: 'twice', value: '1', description: 'first' },
    { key: 'twice', value: '2', description: 'second' },
  ],
}

test('scopeExport() writes variables as newman does', () => {
  const scope = parseScope(DOCUMENT, { kind: 'environment', name: 'e.json' }, { honorEnabled: false })

  const json = scopeExport(scope, { kind: 'environment', document: DOCUMENT }, NEWMAN)

  const inNewman = JSON.parse(JSON.stringify(new sdk.VariableScope(structuredClone(DOCUMENT) as object).toJSON()))
  expect(JSON.stringify(json['values'])).toBe(JSON.stringify(inNewman.values))
  expect({ ...json, values: 0 }).toEqual({
    id: 'e1',
    name: 'Dev',
    values: 0,
    _postman_variable_scope: 'environment',
    ...STAMP,
  })
})

test('scopeExport() names a scope that was not loaded from a file', () => {
  const json = scopeExport({ values: [{ key: 'a', value: 1 }] }, { kind: 'globals', document: undefined }, OPTIONS)

  expect(json).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    values: [{ type: 'any', value: 1, key: 'a' }],
    name: 'globals',
    _postman_variable_scope: 'globals',
    ...STAMP,
  })
})

test.each([
  [{}, { type: 'secret', value: '[masked]' }],
  [{ exportSecrets: true }, { type: 'secret', value: 's' }],
  [{ newmanShape: true }, { type: 'any', value: '[masked]' }],
  [
    { newmanShape: true, exportSecrets: true },
    { type: 'any', value: 's' },
  ],
])('variablesExport() writes a secret with %j as %j', (options, written) => {
  const variables = variablesExport([{ key: 'k', value: 's', type: 'secret' }], undefined, { ...OPTIONS, ...options })

  expect(variables).toEqual([{ ...written, key: 'k' }])
})

test('variablesExport() takes what is set beside a disabled variable for a new one', () => {
  const originals = [{ key: 'k', value: '1', disabled: true, description: 'old' }]

  const variables = variablesExport(
    [
      { key: 'k', value: '1', disabled: true },
      { key: 'k', value: '2' },
    ],
    originals,
    NEWMAN,
  )

  expect(variables).toEqual([
    { type: 'any', value: '1', key: 'k', disabled: true, description: { content: 'old', type: 'text/plain' } },
    { type: 'any', value: '2', key: 'k' },
  ])
})

test('variablesExport() puts what is new behind what was there', () => {
  const variables = variablesExport(
    [
      { key: 'b', value: 'changed' },
      { key: 'new', value: 1 },
    ],
    [
      { key: '', value: 'x' },
      { key: 'a', value: '1' },
      { key: 'b', value: '2', description: { content: 'd', type: 'text/markdown' } },
      { key: '', value: 'y' },
    ],
    OPTIONS,
  )

  expect(variables).toEqual([
    { type: 'any', value: 'x', key: '' },
    { description: { content: 'd', type: 'text/markdown' }, type: 'any', value: 'changed', key: 'b' },
    { type: 'any', value: 'y', key: '' },
    { type: 'any', value: 1, key: 'new' },
  ])
})

test('variablesExport() leaves nothing of a scope that was cleared', () => {
  const variables = variablesExport(
    [{ key: 'new', value: 1 }],
    [
      { key: 'a', value: '1' },
      { key: '', value: '2' },
    ],
    OPTIONS,
  )

  expect(variables).toEqual([{ type: 'any', value: 1, key: 'new' }])
})
