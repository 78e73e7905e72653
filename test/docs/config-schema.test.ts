import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configSchema } from '../../src/load/config-options.ts'
import { ROOT } from '../support/cli.ts'

test('docs/flowgate.config.schema.json is what `npm run schema` makes of the options', () => {
  const published: unknown = JSON.parse(readFileSync(join(ROOT, 'docs/flowgate.config.schema.json'), 'utf8'))

  expect(published).toEqual(configSchema())
})
