import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, runLibrary, type Who } from '../support/both.ts'
import { collectionJson, flowgate, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'
import { answerShop, MANY_EXCHANGES, SHOP_DATA, shopCollection } from '../support/shop.ts'

interface Reports {
  readonly code: number
  readonly htmlextra: string
  readonly junitfull: string
  readonly allure: readonly object[]
}

const OPTIONS = {
  htmlextra: { logs: true, showEnvironmentData: true, showGlobalData: true, showFolderDescription: true },
  junitfull: {},
  allure: {},
}

test('newman-reporter-htmlextra, -junitfull and -allure write the files that they write under newman, on the command line', async () => {
  const folder = await shop()

  const [ours, newman] = await Promise.all([reportsByCli('ours', folder), reportsByCli('newman', folder)])

  expect(ours).toEqual(newman)
})

test('newman-reporter-htmlextra, -junitfull and -allure write the files that they write under newman, in a program', async () => {
  const folder = await shop()

  const [ours, newman] = await Promise.all([reportsByLibrary('ours', folder), reportsByLibrary('newman', folder)])

  expect(ours).toEqual(newman)
})

test.each([
  ['that stops at a failure', ['--bail']],
  ['that stops at a failure of a request', ['--bail', '--folder', 'Dead']],
  ['of a folder without requests', ['--folder', 'Nothing here']],
  ['of a request whose pre-request script fails', ['--folder', 'Broken pre', '--bail']],
  ['of more iterations than rows', ['-n', '3', '--folder', 'Broken test']],
])(
  'newman-reporter-htmlextra, -junitfull and -allure write what they write under newman of a run %s',
  async (_what, flags) => {
    const folder = await shop([{ name: 'Nothing here', item: [] }])

    const [ours, newman] = await Promise.all([
      reportsByCli('ours', folder, flags),
      reportsByCli('newman', folder, flags),
    ])

    expect(ours).toEqual(newman)
  },
)

test('newman-reporter-htmlextra and -junitfull show a second collection as a folder of the first', async () => {
  const { url } = await startServer()
  const cwd = temporaryFolder()
  for (const name of ['one', 'two']) {
    const event = [testScript(`pm.test('holds in ${name}', () => {})`)]
    writeFileSync(
      join(cwd, `${name}.json`),
      JSON.stringify(collectionJson([{ name, request: `${url}/${name}`, event }])),
    )
  }
  const files = ['--reporter-htmlextra-export', 'h.html', '--reporter-junitfull-export', 'j.xml']

  const ended = await flowgate(['run', 'one.json', 'two.json', '-r', 'htmlextra,junitfull', ...files], { cwd })

  expect([ended.code, ended.stderr]).toEqual([0, 'Shop + Shop: passed, 2 requests\n'])
  expect(readFileSync(join(cwd, 'h.html'), 'utf8').match(/holds in \w+/g)).toEqual(['holds in one', 'holds in two'])
  const suites = [...readFileSync(join(cwd, 'j.xml'), 'utf8').matchAll(/package="(\w*)" name="(\w+)"/g)]
  expect(suites.map(([, folder, name]) => [folder, name])).toEqual([
    ['', 'one'],
    ['Shop', 'two'],
  ])
})

// Newman has one execution for each exchange, but all those of an item say what the last one says: the others are lost, and what reads
// executions counts the checks of the item several times.
test('newman-reporter-htmlextra and -junitfull list every exchange of an item; under newman the last one stands for all', async () => {
  const folder = await shop(MANY_EXCHANGES)

  const [ours, newman] = await Promise.all([reportsByCli('ours', folder), reportsByCli('newman', folder)])

  expect(twice(exchangesOf(ours.htmlextra))).toEqual([
    ['/digest', '401 - Unauthorized'],
    ['/digest', '200 - OK'],
    ['/sent', '200 - OK'],
    ['/own', '200 - OK'],
  ])
  expect(twice(exchangesOf(newman.htmlextra))).toEqual([
    ['/digest', '200 - OK'],
    ['/own', '200 - OK'],
  ])
  expect(twice(suitesOf(ours.junitfull))).toEqual(['Digest 0', 'Digest 1', 'Sends 0', 'Sends 1'])
  expect(twice(suitesOf(newman.junitfull))).toEqual(['Digest 1', 'Digest 1', 'Sends 1', 'Sends 1'])
})

test('-r emojitrain prints what newman prints where there is no terminal', async () => {
  const folder = await shop()
  const args = ['collection.json', '-d', 'rows.json', '-r', 'emojitrain']

  const [ours, newman] = await Promise.all([
    runCli('ours', args, { cwd: folder }),
    runCli('newman', args, { cwd: folder }),
  ])

  expect([ours.code, ours.stdout]).toEqual([newman.code, newman.stdout])
})

/** What both iterations say alike. */
function twice<T>(list: readonly T[]): readonly T[] {
  const [first, second] = [list.slice(0, list.length / 2), list.slice(list.length / 2)]
  expect(second).toEqual(first)
  return first
}

/** Path and status of the exchanges of MANY_EXCHANGES. */
function exchangesOf(html: string): readonly (readonly [path: string, status: string])[] {
  const blocks = html.split('Request URL:').slice(1)
  return blocks
    .map(
      (block) =>
        [/<a href="http:..[^/]*([^"]*)"/.exec(block)?.[1] ?? '', /\d{3} - [\w ]+/.exec(block)?.[0] ?? ''] as const,
    )
    .filter(([path]) => ['/digest', '/own', '/sent'].includes(path))
}

/** Name and number of tests of the suites of MANY_EXCHANGES. */
function suitesOf(xml: string): readonly string[] {
  return [...xml.matchAll(/name="(Digest|Sends)" tests="(\d+)"/g)].map(([, name, tests]) => `${name} ${tests}`)
}

/** A folder with everything that a run needs. */
async function shop(more: readonly object[] = []): Promise<string> {
  const { port } = await startServer(answerShop)
  const folder = temporaryFolder()
  const write = (name: string, json: object): void => writeFileSync(join(folder, name), JSON.stringify(json))
  write('collection.json', shopCollection(`http://127.0.0.1:${port}`, more))
  write('environment.json', { id: 'e', name: 'Env', values: [{ key: 'seen', value: 'x' }] })
  write('globals.json', { id: 'g', name: 'Globals', values: [{ key: 'g', value: 'x' }] })
  write('rows.json', SHOP_DATA)
  return folder
}

async function reportsByCli(who: Who, folder: string, flags: readonly string[] = []): Promise<Reports> {
  const inputs = ['collection.json', '-e', 'environment.json', '-g', 'globals.json', '-d', 'rows.json']
  const options = Object.entries(optionsIn(join(folder, who))).flatMap(([reporter, values]) =>
    Object.entries(values).flatMap(([name, value]) => [
      `--reporter-${reporter}-${name}`,
      ...(value === true ? [] : [String(value)]),
    ]),
  )
  const reporters = ['-r', Object.keys(OPTIONS).join(','), ...options]
  const { code } = await runCli(who, [...inputs, ...reporters, ...flags], { cwd: folder })
  return reportsIn(join(folder, who), code)
}

async function reportsByLibrary(who: Who, folder: string): Promise<Reports> {
  const options = {
    collection: 'collection.json',
    environment: 'environment.json',
    globals: 'globals.json',
    iterationData: SHOP_DATA,
    reporters: Object.keys(OPTIONS),
    reporter: optionsIn(join(folder, who)),
  }
  const script = `run(${JSON.stringify(options)}, (error, { run: { failures } }) => { process.exitCode = error ? 99 : failures.length })`
  const { code } = await runLibrary(who, script, { cwd: folder })
  return reportsIn(join(folder, who), code)
}

function optionsIn(folder: string): Readonly<Record<string, Readonly<Record<string, string | boolean>>>> {
  mkdirSync(folder)
  return {
    htmlextra: { ...OPTIONS.htmlextra, export: join(folder, 'report.html') },
    junitfull: { export: join(folder, 'report.xml') },
    allure: { resultsDir: join(folder, 'allure') },
  }
}

function reportsIn(folder: string, code: number): Reports {
  return {
    code,
    htmlextra: masked(readFileSync(join(folder, 'report.html'), 'utf8')),
    junitfull: masked(readFileSync(join(folder, 'report.xml'), 'utf8')),
    allure: allureResults(join(folder, 'allure')),
  }
}

/** Without what differs from run to run: ids, which are numbered as they come, and times. */
function masked(text: string): string {
  const ids = new Map<string, number>()
  return text
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
      ids.set(id, ids.get(id) ?? ids.size)
      return `ID ${ids.get(id)}`
    })
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME')
    .replace(/\w+day, \d+ \w+ \d{4} [\d:]+/g, 'DATE')
    .replace(/(?:\d+(?:\.\d+)?m?s ?)+(?=\s*<)/g, 'DURATION')
    .replace(/ time="[\d.]+"/g, ' time="SECONDS"')
}

/** Results in the order of the run, attachments in them; without ids, times, and the thread. */
function allureResults(folder: string): readonly object[] {
  // The reporter makes it with its first result.
  mkdirSync(folder, { recursive: true })
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const results = readdirSync(folder)
    .filter((file) => file.endsWith('-result.json'))
    .map((file) => JSON.parse(read(file)) as { readonly start: number; readonly name: string })
    .toSorted((a, b) => a.start - b.start || a.name.localeCompare(b.name))
  return JSON.parse(JSON.stringify(results), (name, value: unknown) => {
    if (['uuid', 'start', 'stop'].includes(name)) return undefined
    if (name === 'source') return masked(read(String(value)))
    if (name === 'labels') return (value as readonly Label[]).filter((label) => label.name !== 'thread')
    return value
  })
}

interface Label {
  readonly name: string
}
