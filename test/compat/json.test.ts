import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, type Who } from '../support/both.ts'
import { temporaryFolder } from '../support/cli.ts'
import { differencesOf } from '../support/differences.ts'
import { startServer } from '../support/server.ts'
import { answerShop, SHOP_DATA, shopCollection } from '../support/shop.ts'

/** Where the report of `-r json` is not newman's, and why. */
const KNOWN: readonly (readonly [place: RegExp, why: string])[] = [
  [/\._lastExecutionId$/, 'newman leaves the id of its last execution in every script'],
  [/\.parent\.item(?:\.|$)/, 'newman repeats the whole folder or collection with each failure'],
  [/\.cursor\.eventId$/, 'an event without an id has one here, so that scripts can be told apart'],
  [/\.stack(?:trace\.0)?$/, 'the frames of a request that failed are places in the source of Node'],
  [/^run\.timings\.|\.(?:responseTime|timestamp|checksum)$/, 'times, and what is made of them'],
]

test('-r json writes the tree of newman', async () => {
  const { port } = await startServer(answerShop)
  const folder = temporaryFolder()
  const write = (name: string, json: object): void => writeFileSync(join(folder, name), JSON.stringify(json))
  write('collection.json', shopCollection(`http://127.0.0.1:${port}`))
  write('environment.json', { id: 'e', name: 'Env', values: [{ key: 'seen', value: 'x', type: 'text' }] })
  write('globals.json', { id: 'g', name: 'Globals', values: [{ key: 'g', value: 'x' }] })
  write('rows.json', SHOP_DATA)

  const [ours, newman] = await Promise.all([treeOf('ours', folder), treeOf('newman', folder)])

  const differences = differencesOf(newman, ours, '').map(([place, ...values]) => [place.slice(1), ...values] as const)
  expect(differences.filter(([place]) => !KNOWN.some(([known]) => known.test(place)))).toEqual([])
})

async function treeOf(who: Who, folder: string): Promise<unknown> {
  const inputs = ['collection.json', '-e', 'environment.json', '-g', 'globals.json', '-d', 'rows.json']
  await runCli(who, [...inputs, '-r', 'json', '--reporter-json-export', `${who}.json`], { cwd: folder })
  return JSON.parse(readFileSync(join(folder, `${who}.json`), 'utf8'))
}
