import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { eventsIn } from '../support/events.ts'
import { startServer } from '../support/server.ts'

test('--workers: scripts start from the variables of the start, speak in order, and the last iteration is exported', async () => {
  const { url } = await startServer()
  const collection = temporaryFile(
    'c.json',
    collectionJson([
      {
        name: 'first',
        request: url,
        event: [
          testScript(
            "pm.environment.set('count', Number(pm.environment.get('count')) + 1)",
            "pm.vault.set('key', 'secret-of-' + pm.info.iteration)",
            'console.log(pm.info.iteration, pm.environment.get("count"))',
            "pm.execution.setNextRequest('last')",
          ),
        ],
      },
      { name: 'passed over', request: url },
      { name: 'last', request: url, event: [testScript("console.log(await pm.vault.get('key'))")] },
    ]),
  )
  const exported = join(temporaryFolder(), 'environment.json')
  const argv = ['run', collection, '-n', '4', '--workers', '3', '--env-var', 'count=7', '-r', 'ndjson=-']

  const { code, stdout, stderr } = await flowgate([...argv, '--export-environment', exported])

  const events = await eventsIn(stdout)
  const said = events.flatMap((event) => (event.type === 'console' ? [event.values] : []))
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Shop: passed, 8 requests\n' })
  expect(said).toEqual([0, 1, 2, 3].flatMap((iteration) => [[iteration, 8], [`[key#${iteration + 1}]`]]))
  expect(JSON.parse(readFileSync(exported, 'utf8'))).toMatchObject({ values: [{ key: 'count', value: 8 }] })
})
