import { expect, test } from 'vitest'
import { collectionJson, flowgate, temporaryFile } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

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
