import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type InputRow } from '../../src/native/inputs.ts'
import { REQUEST_INPUTS } from '../../src/native/request-object.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

/** The rows of a Markdown table, cells without the blanks that line them up. */
function rows(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

function row([name, { meaning, default: otherwise, rule }]: [string, InputRow]): readonly string[] {
  const text = rule === undefined ? meaning : `${meaning}. ${rule}`
  return [`\`${name}\``, text, otherwise === undefined ? '' : `\`${otherwise}\``]
}

it('README lists the inputs of requestParam as the producer reads them', () => {
  const section = /<!-- request-inputs -->([\s\S]*?)<!-- \/request-inputs -->/.exec(readme)?.[1] ?? ''

  expect(rows(section).slice(2)).toEqual(Object.entries(REQUEST_INPUTS).map(row))
})

it('README begins with its two commands', () => {
  expect(readme.match(/^npm ci && npm \w+/gm)).toEqual(['npm ci && npm start', 'npm ci && npm test'])
})
