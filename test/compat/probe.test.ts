import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, type Who } from '../support/both.ts'
import { temporaryFolder } from '../support/cli.ts'
import { differencesOf } from '../support/differences.ts'
import { startServer } from '../support/server.ts'
import { answerShop, SHOP_DATA, shopCollection } from '../support/shop.ts'

/** Where reporters see something else under us than under newman 6.2.2, and why. */
const KNOWN: readonly (readonly [place: RegExp, why: string])[] = [
  [/\.eventId$/, 'an event without an id has one here, so that scripts can be told apart'],
  [/^request\.item\./, 'newman hands out a copy of the item, with its variables resolved, which lies in no folder'],
  [/^beforeRequest\.request\./, 'newman adds what it sends of its own after this event; here it is there already'],
  [/^summary\.failures\.\d+\.error\.frames/, 'the frames of a request that failed are places in the source of Node'],
]

test('a reporter sees under flowgate what it sees under newman', async () => {
  const { port } = await startServer(answerShop)
  const folder = temporaryFolder()
  const write = (name: string, json: object): void => writeFileSync(join(folder, name), JSON.stringify(json))
  write('collection.json', shopCollection(`http://127.0.0.1:${port}`))
  write('environment.json', { id: 'e', name: 'Env', values: [{ key: 'seen', value: 'x', type: 'text' }] })
  write('rows.json', SHOP_DATA)
  const home = join(folder, 'node_modules/newman-reporter-probe')
  mkdirSync(home, { recursive: true })
  cpSync(join(import.meta.dirname, '../support/probe-reporter.cjs'), join(home, 'index.js'))

  const [ours, newman] = await Promise.all([tapeOf('ours', folder), tapeOf('newman', folder)])

  expect(ours.map(({ event }) => event)).toEqual(newman.map(({ event }) => event))
  const differences = newman.flatMap((step, at) => differencesOf(step, ours[at] ?? {}, String(step['event'])))
  expect(differences.filter(([place]) => !KNOWN.some(([known]) => known.test(place)))).toEqual([])
})

type Step = Readonly<Record<string, unknown>>

async function tapeOf(who: Who, folder: string): Promise<readonly Step[]> {
  const inputs = ['collection.json', '-e', 'environment.json', '-d', 'rows.json', '--env-var', 'k=v']
  const reporter = ['-r', 'probe', '--reporter-probe-some-option', 'x', '--reporter-probe-export', `${who}.json`]
  const env = { NODE_PATH: join(folder, 'node_modules') }
  await runCli(who, [...inputs, ...reporter], { cwd: folder, env })
  return JSON.parse(readFileSync(join(folder, `${who}.json`), 'utf8'))
}
