import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createHtmlReporter } from '../../src/report/html/html.ts'
import { REPORTERS } from '../../src/report/registry.ts'
import { sentSnippets } from '../../src/snippet/sent.ts'
import { collectionJson, flowgate, ROOT, start, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { eventsIn, streamOf, textOf } from '../support/events.ts'
import { startServer } from '../support/server.ts'

const NAMES = Object.keys(REPORTERS)
const TRANSACTION = 'collections/transaction-approval.postman_collection.json'

/** Every report of a folder by its reporter. */
const written = (folder: string): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

const into = (folder: string): string => NAMES.map((name) => `${name}=${join(folder, name)}`).join(',')

/** A file and a script that fail, values that JSON does not have, and a placeholder. */
function shop(url: string): object {
  const event = [
    testScript(
      `console.log(undefined, NaN, [undefined], { a: 1 }, 'x')`,
      `pm.test('holds', () => pm.expect(NaN).to.equal(undefined))`,
      `pm.environment.set('userSecret', 'a-secret-that-nobody-knows')`,
    ),
  ]
  return collectionJson([
    { name: 'A', request: { method: 'POST', url, body: { mode: 'raw', raw: 'ä {{x}}' } }, event },
    { name: 'B', request: 'http://127.0.0.1:1/', event: [testScript('throw null')] },
  ])
}

it('report writes from a log the bytes that every reporter writes in the run', async () => {
  const { url } = await startServer((_request, response) => response.end(Buffer.from([0xff, 0, 0x7b])))
  const [ran, reported] = [temporaryFolder(), temporaryFolder()]
  const environment = temporaryFile('e.json', { name: 'E', values: [{ key: 'x', value: 'y' }] })

  const run = await flowgate(['run', temporaryFile('c.json', shop(url)), '-e', environment, '-n', '2', '-r', into(ran)])
  const report = await flowgate(['report', join(ran, 'ndjson'), '-r', into(reported)])

  expect([run.code, report.code]).toEqual([1, 1])
  expect(written(reported)).toEqual(written(ran))
})

it('report writes with templates that were compiled when it was built what the sources write, with the options of htmlextra', async () => {
  const folder = temporaryFolder()
  const log = readFileSync(join(ROOT, 'test/report/golden/broken.ndjson'), 'utf8')
  const html = join(folder, 'run.html')
  const given = ['--reporter-html-title', 'Nightly', '--reporter-html-skipSensitiveData', '--reporter-html-testPaging']

  const { stderr } = await flowgate(['report', '-', '-r', `html=${html}`, ...given], { input: log })

  const screen = { isTerminal: false, width: 80, color: false, unicode: true }
  const reporter = createHtmlReporter({
    screen,
    options: { title: 'Nightly', skipSensitiveData: true },
    snippets: async () => sentSnippets,
  })
  expect(stderr.split('\n')[0]).toBe(
    'warning: --reporter-html-testPaging has no effect: the list of requests has no pages',
  )
  expect(readFileSync(html, 'utf8')).toBe(await textOf(reporter(streamOf(await eventsIn(log)))))
})

it('the built report loads the runtime of Handlebars, not its compiler', () => {
  const files = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  )

  const imports = files.flatMap(
    (name) => readFileSync(join(ROOT, 'dist', name), 'utf8').match(/"handlebars[^"]*"|'handlebars[^']*'/g) ?? [],
  )

  expect([...new Set(imports.map((name) => name.slice(1, -1)))]).toEqual(['handlebars/runtime.js'])
})

it('report writes the transaction approval from standard input, green', async () => {
  const { code, stdout } = await flowgate(['run', TRANSACTION, '--standin', '-r', 'ndjson=-'])

  const report = await flowgate(['report', '-'], { input: stdout })

  expect([code, report.code, report.stderr]).toEqual([0, 0, ''])
  expect(report.stdout).toContain('Step 5: Get the access token')
})

it('report tells after kill -9 all that happened', async () => {
  let served = 0
  const { url } = await startServer((_request, response) => {
    served += 1
    if (served < 3) response.end('{}')
  })
  const items = ['A', 'B', 'C', 'D'].map((name) => ({ name, request: url }))
  const folder = temporaryFolder()
  const log = join(folder, 'run.ndjson')
  const { child, finished } = start(['run', temporaryFile('c.json', collectionJson(items)), '-r', `ndjson=${log}`])
  await vi.waitFor(() => expect(readFileSync(log, 'utf8').match(/"type":"request"/g)).toHaveLength(3), 10_000)
  child.kill('SIGKILL')
  await finished
  writeFileSync(log, `${readFileSync(log, 'utf8')}{"run":"cut o`)

  const junit = join(folder, 'run.xml')
  const { code, stdout, stderr } = await flowgate(['report', log, '-r', `cli,junit=${junit}`])

  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^warning: line \d+ of event log ".*run\.ndjson" is cut off, and left out\nwarning: event log ".*run\.ndjson" has no end: the run was interrupted\n$/,
  )
  expect(stdout).toContain(`Cannot complete GET "${url}`)
  const suites = [...readFileSync(junit, 'utf8').matchAll(/<testsuite name="([^"]*)"/g)].map((match) => match[1])
  expect(suites).toEqual(['A', 'B', 'C', 'Shop'])
})

const START =
  '{"run":"r","at":0,"type":"run:start","schema":1,"startedAt":"2026-11-23T17:40:11.000Z","name":"A","iterations":1,"outline":[]}\n'

it.each([
  ['', 'Cannot read event log "LOG": it is empty', 'An event log is what flowgate run -r ndjson=run.ndjson writes'],
  [
    START.replace('"schema":1', '"schema":9'),
    'Cannot read event log "LOG": it has schema 9, and this flowgate reads 1',
    'Use the version of flowgate that wrote it',
  ],
  [
    `${START}{"run":"r","at":0,"type":"response","cursor":{},"exchange":0,"response":{},"timings":{}}\n{}\n`,
    'Cannot read event log "LOG": line 3 is no event: it has no "type"',
    'An event log is what flowgate run -r ndjson=run.ndjson writes',
  ],
])('report refuses the log %j', async (text, message, hint) => {
  const log = temporaryFile('run.ndjson', text)
  const folder = temporaryFolder()

  const { code, stderr } = await flowgate(['report', log, '-r', `junit=${folder}/a.xml`])

  expect({ code, stderr }).toEqual({ code: 2, stderr: `error: ${message.replace('LOG', log)}\n  ${hint}\n` })
})

it.each([
  [[], 'Cannot report: no log is given', 'Write flowgate report <run.ndjson>, or - to read it from standard input'],
  [
    ['nobody.ndjson'],
    'Cannot read event log "nobody.ndjson": no such file',
    'Check the path; it starts from the current folder',
  ],
  [['src'], 'Cannot read event log "src": it is a folder', 'Check the path; it starts from the current folder'],
  [
    ['LOG', '-r', 'ndjson=LOG'],
    'Cannot write report "ndjson": "LOG" is the log that is read',
    'Give it another path: -r name=path',
  ],
])('report %j is refused', async (args, message, hint) => {
  const log = temporaryFile('run.ndjson', START)
  const named = (text: string): string => text.replaceAll('LOG', log)

  const { code, stdout, stderr } = await flowgate(['report', ...args.map(named)])

  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `error: ${named(message)}\n  ${hint}\n` })
  expect(readFileSync(log, 'utf8')).toBe(START)
})

it('report does not write over its log where reports usually go', async () => {
  const cwd = temporaryFolder()
  const log = join('reports', 'a-2026-11-23T17-40-11-000Z.ndjson')
  mkdirSync(join(cwd, 'reports'))
  writeFileSync(join(cwd, log), START)

  const { code, stderr } = await flowgate(['report', log, '-r', 'ndjson'], { cwd })

  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: Cannot write report "ndjson": "${log}" is the log that is read\n  Give it another path: -r name=path\n`,
  })
  expect(readFileSync(join(cwd, log), 'utf8')).toBe(START)
})

it('report ends when it is interrupted while it waits for standard input', async () => {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), 'report', '-'])
  let stderr = ''
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString()
  })
  child.stdin.write(START)
  await once(child.stdout, 'data')
  child.kill('SIGINT')

  const [code] = await once(child, 'close')

  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: 'error: Cannot read event log "standard input": it was interrupted\n',
  })
})
