import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { CONFIG, configSchema, OPTIONS } from '../../src/load/config-options.ts'
import { configFaults } from '../../src/load/config-schema.ts'
import { ROOT } from '../support/cli.ts'

test('docs/flowgate.config.schema.json is what `npm run schema` makes of the options', () => {
  const published: unknown = JSON.parse(readFileSync(join(ROOT, 'docs/flowgate.config.schema.json'), 'utf8'))

  expect(published).toEqual(configSchema())
})

test.each<[object, string | undefined]>([
  [{ $schema: './node_modules/flowgate/docs/flowgate.config.schema.json' }, undefined],
  [{ checks: [{ request: 'A/*', status: ['2xx', 301], headers: { a: { matches: 'b' }, c: true } }] }, undefined],
  [{ checks: [{ request: '*', jsonpath: [{ path: '$.a', equals: { any: [null] }, type: 'null' }] }] }, undefined],
  [{ checks: [{ request: '*', schema: { type: 'object', anything: { goes: 1 } } }] }, undefined],
  [{ checks: [{ status: 200 }] }, 'lacks "request"'],
  [{ checks: [{ request: '*', status: '20x' }] }, 'is not a status such as 200 or "2xx", or a list of them'],
  [{ checks: [{ request: '*', status: [] }] }, 'is not a list with something in it'],
  [{ checks: [{ request: '*', headers: { a: { match: 'b' } } }] }, 'has no option "match"'],
  [{ checks: [{ request: '*', jsonpath: [{ path: 'a' }] }] }, 'is not a JSONPath that begins with $'],
  [
    { checks: [{ request: '*', jsonpath: [{ path: '$', type: 'text' }] }] },
    'is not string, number, integer, boolean, null, array or object',
  ],
  [{ checks: [{ request: '*', maxLatency: 1 }] }, 'has no option "maxLatency"'],
  [{ protectedHosts: ['https://a.com/'] }, 'is not a host, as in api.example.com or *.example.com'],
  [{ retries: { count: 1.5 } }, 'is not a whole number from 0'],
  [{ inputs: { a: 1 } }, 'is not a text'],
])('the published schema and configFaults() agree about %j', (config, reason) => {
  const validate = new Ajv2020().compile(configSchema())

  expect([configFaults(config, CONFIG)[0]?.reason, validate(config)]).toEqual([reason, reason === undefined])
})

test('docs/configuration.md has a row for each option', () => {
  const page = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name)

  expect(rows.toSorted()).toEqual(Object.keys(OPTIONS).toSorted())
})
