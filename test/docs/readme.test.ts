import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PRODUCERS } from '../../src/native/producers.ts'
import { shipped } from '../support/shipped-collection.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

it('README names every producer', () => {
  const section = /<!-- producers -->([\s\S]*?)<!-- \/producers -->/.exec(readme)?.[1] ?? ''

  expect([...section.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1])).toEqual(Object.keys(PRODUCERS))
})

it('README begins with its two commands', () => {
  expect(readme.match(/^npm ci && npm \w+/gm)).toEqual(['npm ci && npm start', 'npm ci && npm test'])
})

it('README has a row for every shipped collection, with its number of requests', () => {
  const section = /^## The PingOne collections$([\s\S]*?)^## /m.exec(readme)?.[1] ?? ''

  const rows = [...section.matchAll(/^\| `([\w-]+)`.*\| +(\d+) \|$/gm)].map(
    ([, file, requests]) => `${file}: ${requests}`,
  )

  const files = shipped.map(({ file, items }) => `${file}: ${items.length}`)
  expect(rows.toSorted()).toEqual(files.toSorted())
})
