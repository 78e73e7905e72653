// Writes docs/flowgate.config.schema.json from the table of options, out of the last build; a test compares the two.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const { configSchema } = await import(join(root, 'dist/load/config-options.js'))
writeFileSync(join(root, 'docs/flowgate.config.schema.json'), `${JSON.stringify(configSchema(), undefined, 2)}\n`)
