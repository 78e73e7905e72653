import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type InputRow } from '../../src/native/inputs.ts'
import { REQUEST_INPUTS } from '../../src/native/request-object.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

function row([name, { meaning, default: otherwise, rule }]: [string, InputRow]): string {
  const value = otherwise === undefined ? '' : `\`${otherwise}\``
  return `| \`${name}\` | ${meaning}${rule === undefined ? '' : `. ${rule}`} | ${value} |`
}

it('README lists the inputs of requestParam as the producer reads them', () => {
  const section = /<!-- request-inputs -->\n([\s\S]*?)<!-- \/request-inputs -->/.exec(readme)?.[1]

  expect(section).toBe(
    `| variable | meaning | default |\n|---|---|---|\n${Object.entries(REQUEST_INPUTS).map(row).join('\n')}\n`,
  )
})

it('README begins with its two commands', () => {
  expect(readme.match(/^npm ci && npm \w+/gm)).toEqual(['npm ci && npm start', 'npm ci && npm test'])
})
