import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { run } from '../../src/run.ts'
import { collectionJson, flowgate, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { allOf, eventsIn } from '../support/events.ts'
import { said } from '../support/said.ts'
import { startServer } from '../support/server.ts'

const IS_200 = testScript("pm.test('is 200', () => pm.response.to.have.status(200))")

/** A collection on a server that knows no order before it was told which: "Read" needs "Make", and nothing else matters. */
async function startShop() {
  const server = await startServer((request, response) => {
    response.writeHead(request.url?.includes('{{') || request.url?.includes('%7B') ? 404 : 200).end('{}')
  })
  const to = (path: string): string => `${server.url}/${path}`
  const items = [
    { name: 'Make', request: to('make'), event: [testScript("pm.environment.set('orderId', 'o-1')")] },
    { name: 'Prices', request: to('prices'), event: [IS_200] },
    { name: 'Users', item: ['u1', 'u2', 'u3'].map((name) => ({ name, request: to(name), event: [IS_200] })) },
    { name: 'Read', request: to('orders/{{orderId}}'), event: [IS_200] },
  ]
  return { server, items, file: temporaryFile('shop.json', collectionJson(items)) }
}

/** The names of the items of each run in the order in which they ran. */
function ordersOf(events: readonly RunEvent[]): readonly (readonly string[])[] {
  return events.reduce<string[][]>((orders, event) => {
    if (event.type === 'run:start') return [...orders, []]
    if (event.type === 'item:start') orders.at(-1)?.push(event.cursor.itemName)
    return orders
  }, [])
}

const FOUND = '"Read" is order dependent: it failed in 2 of 6 repetitions (3, 4), and passed only behind "Make"'

test('--repeat --shuffle finds an item that needs another one, in every report, and its seed gives the same failure again', async () => {
  const { file } = await startShop()
  const cwd = temporaryFolder()
  const reports = ['html', 'junit', 'json', 'markdown', 'ndjson'].map((name) => `${name}=${name}.txt`).join(',')
  const text = (name: string): string => readFileSync(join(cwd, `${name}.txt`), 'utf8')

  const first = await flowgate(['run', file, '--repeat', '6', '--shuffle', '--seed', '1', '-r', `cli,${reports}`], {
    cwd,
  })
  const again = await flowgate(['run', file, '--shuffle', '--seed', '4', '-r', 'ndjson=-'], { cwd })

  expect([first.code, first.stderr]).toEqual([1, ''])
  expect(first.stdout).toContain('flowgate · Shop · 6 items · repetition 4 · seed 4\n')
  expect(first.stdout).toContain(`Findings\n\n· ${FOUND}\n  --repeat 1 --shuffle --seed 3 runs in the order`)
  expect(first.stdout).toContain('shuffled: the same again with --repeat 6 --shuffle --seed 1\n')
  expect(first.stdout).toContain(`$ flowgate run ${file} --shuffle --seed 4\n`)
  expect(text('html')).toContain('passed only behind')
  expect(text('html')).toContain('<h1>Shop</h1>')
  expect(text('html')).toContain('Shop (repetition 4, seed 4)')
  expect(text('junit')).toContain('<testsuite name="Read (repetition 4)" tests="1" failures="1"')
  expect(text('junit')).toContain('<property name="repetition" value="4"/>\n<property name="seed" value="4"/>')
  expect(text('markdown')).toContain('is order dependent')
  expect(JSON.parse(text('json')).run.repetitions.at(-1)).toEqual({
    collection: 'Shop',
    repetition: 6,
    seed: 6,
    executions: 6,
  })
  const [orders, order] = await Promise.all(
    [text('ndjson'), again.stdout].map(async (log) => ordersOf(await eventsIn(log))),
  )
  expect(again.code).toBe(1)
  expect(order).toEqual([orders?.[3]])
  expect(new Set(orders?.map((each) => each.join())).size).toBeGreaterThan(3)
})

/** The same without scripts: a cookie in place of the variable, and a configuration that judges. It runs in this process. */
async function startPlainShop() {
  const server = await startServer((request, response) => {
    if (request.url === '/make') response.setHeader('Set-Cookie', 'order=1; Path=/')
    response.writeHead(request.url === '/read' && request.headers.cookie === undefined ? 404 : 200).end('{}')
  })
  const items = ['Make', 'Prices', 'Users', 'Read'].map((name) => ({
    name,
    request: `${server.url}/${name.toLowerCase()}`,
  }))
  const config = temporaryFile('flowgate.config.json', { checks: [{ request: '*', status: 200 }] })
  return { flags: [temporaryFile('shop.json', collectionJson(items)), '--config', config] }
}

test('--shuffle draws a seed that gives the order again, and tells it where no report is on stdout', async () => {
  const { flags } = await startPlainShop()
  const log = join(temporaryFolder(), 'log.ndjson')

  const drawn = await said(['run', ...flags, '--shuffle', '-r', `ndjson=${log}`])

  const seed = /, seed (\d+)\n/.exec(drawn.err)?.[1] ?? ''
  const again = await said(['run', ...flags, '--shuffle', '--seed', seed, '-r', `ndjson=${log}.2`])
  const list = await said(['run', ...flags, '--repeat', '3', '--shuffle', '--seed', seed, '--list=json'])
  const order = ordersOf(await eventsIn(readFileSync(log, 'utf8')))
  expect(again.code).toBe(drawn.code)
  expect(ordersOf(await eventsIn(readFileSync(`${log}.2`, 'utf8')))).toEqual(order)
  const { collections } = JSON.parse(list.out) as { collections: { requests: { name: string }[] }[] }
  expect(collections.map(({ requests }) => requests.map(({ name }) => name))).toEqual(order)
})

/** What logs say, without what differs from run to run. */
async function factsOf(log: string): Promise<unknown> {
  const events = await eventsIn(readFileSync(log, 'utf8'))
  return events.map((event) => {
    const cursor = 'cursor' in event ? [event.cursor.iteration, event.cursor.itemName] : []
    const own = event.type === 'run:start' ? [event.repetition, event.seed] : []
    return [event.type, ...cursor, ...own, ...(event.type === 'finding' ? [event.failure] : [])]
  })
}

test('--repeat: workers, and shards that are merged, tell the same as one after the other', async () => {
  const { flags } = await startPlainShop()
  const folder = temporaryFolder()
  const log = (name: string): string => join(folder, `${name}.ndjson`)
  const to = (name: string): readonly string[] => ['-r', `ndjson=${log(name)}`]
  const repeat = ['run', ...flags, '--repeat', '6', '--shuffle', '--seed', '1', '-n', '2']

  const ended = [
    await said([...repeat, '--workers', '1', ...to('one')]),
    await said([...repeat, '--workers', '3', ...to('crew')]),
    await said([...repeat, '--shard', '1/2', ...to('s1')]),
    await said([...repeat, '--shard', '2/2', ...to('s2')]),
    await said(['merge', log('s1'), log('s2'), ...to('merged')]),
    await said(['report', log('merged'), ...to('reported')]),
  ]

  const expected = await factsOf(log('one'))
  expect(ended.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1])
  expect(JSON.stringify(expected)).toContain('and passed only behind \\"Make\\"')
  expect(await factsOf(log('crew'))).toEqual(expected)
  expect(await factsOf(log('merged'))).toEqual(expected)
  expect(readFileSync(log('reported'), 'utf8')).toBe(readFileSync(log('merged'), 'utf8'))
})

test('--repeat: each repetition starts from the variables and cookies of the start, and the last one is exported', async () => {
  const { url } = await startServer((request, response) => {
    response.setHeader('Set-Cookie', 'seen=1; Path=/').end(String(request.headers.cookie))
  })
  const script = [
    "pm.environment.set('count', Number(pm.environment.get('count')) + 1)",
    "console.log(pm.environment.get('count'), pm.response.text())",
  ]
  const file = temporaryFile('c.json', collectionJson([{ name: 'A', request: url, event: [testScript(...script)] }]))
  const [log, exported] = ['log.ndjson', 'e.json'].map((name) => join(temporaryFolder(), name))

  const { code } = await flowgate([
    'run',
    file,
    '--repeat',
    '3',
    '-n',
    '2',
    '--env-var',
    'count=7',
    '-r',
    `ndjson=${log}`,
    '--export-environment',
    `${exported}`,
  ])

  const events = await eventsIn(readFileSync(`${log}`, 'utf8'))
  expect(code).toBe(0)
  expect(events.flatMap((event) => (event.type === 'console' ? [event.values] : []))).toEqual([
    [8, 'undefined'],
    [9, 'seen=1'],
    [8, 'undefined'],
    [9, 'seen=1'],
    [8, 'undefined'],
    [9, 'seen=1'],
  ])
  expect(JSON.parse(readFileSync(`${exported}`, 'utf8'))).toMatchObject({ values: [{ key: 'count', value: 9 }] })
})

test('--repeat: what fails by chance is unstable, and with --bail the first failure ends it all', async () => {
  const { url, requests } = await startServer((_, response) => {
    response.writeHead(requests.length % 3 === 0 ? 500 : 200).end('{}')
  })
  const file = temporaryFile('c.json', collectionJson([{ name: 'A', request: url }]))
  const config = temporaryFile('flowgate.config.json', { checks: [{ request: 'A', status: 200 }] })
  const flags = ['--config', config, '--repeat', '4', '-r', `ndjson=${temporaryFolder()}/log.ndjson`]

  const all = await said(['run', file, ...flags])
  const bailed = await said(['run', file, file, '--bail', ...flags])

  const message = '"A" is unstable: it failed in 1 of'
  expect([all.code, bailed.code]).toEqual([1, 1])
  expect(all.err).toContain(`warning: ${message} 4 repetitions (3)`)
  expect(bailed.err).toContain(`warning: ${message} 2 repetitions (2)`)
  expect(requests).toHaveLength(4 + 2)
})

test('"ordered" of the configuration and setNextRequest keep the order of a folder', async () => {
  const { server, items } = await startShop()
  const jump = testScript("pm.execution.setNextRequest('p2')")
  const poll = {
    name: 'Poll',
    item: ['p1', 'p2', 'p3'].map((name) => ({ name, request: server.url, event: name === 'p1' ? [jump] : [] })),
  }
  const folder = temporaryFolder()
  const [file, config, log] = ['c.json', 'flowgate.config.json', 'log.ndjson'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(file, JSON.stringify(collectionJson([...items, poll])))
  writeFileSync(config, JSON.stringify({ ordered: ['Us*', 'Usres'] }))

  const argv = ['run', file, '--repeat', '8', '--shuffle', '--seed', '1', '--config', config, '-r', `ndjson=${log}`]
  const { stderr: err } = await flowgate(argv)

  const orders = ordersOf(await eventsIn(readFileSync(log, 'utf8')))
  const within = (names: readonly string[]) =>
    orders.map((order) => order.filter((name) => names.includes(name)).join())
  expect(err).toContain('warning: no folder is "Usres": "ordered" of the configuration keeps nothing by it\n')
  expect(err).toContain('warning: not shuffled within "Poll": scripts there choose the next request (setNextRequest)\n')
  expect(new Set(within(['u1', 'u2', 'u3']))).toEqual(new Set(['u1,u2,u3']))
  expect(new Set(within(['p1', 'p2', 'p3']))).toEqual(new Set(['p1,p2,p3']))
  expect(new Set(within(['Make', 'Prices', 'Read'])).size).toBeGreaterThan(2)
})

test('run() of the library repeats and shuffles, too', async () => {
  const server = await startServer((_, response) => {
    response.writeHead(server.requests.length === 5 ? 500 : 200).end('{}')
  })
  const found = run({
    collection: collectionJson(['A', 'B'].map((name) => ({ name, request: server.url }))),
    config: { checks: [{ request: '*', status: 200 }] },
    repeat: 4,
    shuffleSeed: 1,
  })

  const events = await allOf(found)

  const { name, repetitions, seed, findings } = await found.summary
  expect([name, repetitions, seed]).toEqual(['Shop', 4, 1])
  expect(findings.map(({ failure: { message } }) => message.slice(3))).toEqual([
    ' is unstable: it failed in 1 of 4 repetitions (3)',
  ])
  expect(ordersOf(events)).toHaveLength(4)
})

test('run refuses --seed without --shuffle in a sentence', async () => {
  const { code, stderr } = await flowgate(['run', 'c.json', '--seed', '1'])

  expect([code, stderr]).toEqual([2, 'error: Cannot read the command line: --seed needs --shuffle\n  Add --shuffle\n'])
})
