import { expect, test } from 'vitest'
import { collectionJson, flowgate, temporaryFile, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

test('--only-iterations runs rows of the data, each under its own number', async () => {
  const asked: string[] = []
  const { url } = await startServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  const script = testScript(`pm.test('is not b', () => pm.expect(pm.iterationData.get('name')).to.not.equal('b'))`)
  const collection = temporaryFile(
    'c.json',
    collectionJson([{ name: 'Greet', request: `${url}/{{name}}`, event: [script] }]),
  )
  const data = temporaryFile('d.csv', 'name\na\nb\nc\n')
  const run = ['run', collection, '-d', data, '--color', 'off']

  const red = await flowgate(run)
  const again = /flowgate (run .*--only-iterations 2)/.exec(red.stdout)?.[1] ?? ''
  asked.length = 0
  const two = await flowgate([...run, '--only-iterations', '2-3', '--workers', '2'])
  const beyond = await flowgate([...run, '--only-iterations', '4'])

  expect(again).toBe(`run ${collection} --iteration-data ${data} --folder Greet --only-iterations 2`)
  expect([two.code, asked]).toEqual([1, ['/b', '/c']])
  expect([beyond.code, beyond.stderr]).toEqual([
    2,
    'error: Cannot run iteration 4: there are 3\n  Choose others with --only-iterations, or give --iteration-count\n',
  ])
})

test('--grep runs the collections that have what it names, and exits 2 when none has', async () => {
  const { url } = await startServer()
  const files = ['Pay', 'Ship'].map((name) => temporaryFile(`${name}.json`, collectionJson([{ name, request: url }])))

  const one = await flowgate(['run', ...files, '--grep', 'ship', '--silent'])
  const none = await flowgate(['run', ...files, '--grep', 'nothing', '--silent'])

  expect([one.code, one.stderr]).toEqual([0, 'Shop: passed, 1 request\n'])
  expect([none.code, none.stderr]).toEqual([
    2,
    'error: Cannot run "Shop": no request fits --grep "nothing"\n  Requests of "Shop": "Pay"\n',
  ])
})
