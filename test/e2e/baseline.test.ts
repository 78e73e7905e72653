import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

test('--update-baseline writes what fails; with a reason it is green, and every report says that it is known', async () => {
  const { url } = await startServer()
  const broken = testScript("pm.test('is a teapot', () => pm.response.to.have.status(418))")
  const collection = temporaryFile('c.json', collectionJson([{ name: 'Tea', request: url, event: [broken] }]))
  const cwd = temporaryFolder()
  const file = join(cwd, 'flowgate.baseline.json')

  const update = await flowgate(['run', collection, '--update-baseline'], { cwd })
  const refused = await flowgate(['run', collection], { cwd })
  writeFileSync(file, readFileSync(file, 'utf8').replace('TODO', 'issue 12'))
  const reports = ['-r', 'cli,junit=j.xml,tap=t.tap,ctrf=c.json']
  const green = await flowgate(['run', collection, ...reports, '--workers', '2', '-n', '2'], { cwd })
  const red = await flowgate(['run', collection, '--no-baseline'], { cwd })

  expect([update.code, refused.code, green.code, red.code]).toEqual([1, 2, 0, 1])
  expect(update.stderr).toBe(
    'baseline flowgate.baseline.json: 1 added, 0 removed, 0 kept\n  Write a reason in place of each "TODO": until then they are refused\n',
  )
  expect(refused.stderr).toContain('line 5: failures[0].reason is still "TODO"')
  expect(green.stdout).toContain('(known: issue 12 [tea-is-a-teapot])')
  expect(readFileSync(join(cwd, 'j.xml'), 'utf8')).toContain(
    '<skipped message="known failure tea-is-a-teapot: issue 12: expected response to have status code 418 but got 200"/>',
  )
  expect(readFileSync(join(cwd, 't.tap'), 'utf8')).toContain('not ok 1 - is a teapot # TODO tea-is-a-teapot: issue 12')
  expect(JSON.parse(readFileSync(join(cwd, 'c.json'), 'utf8'))).toMatchObject({
    results: { tests: [{ status: 'skipped', rawStatus: 'known' }, {}], summary: { failed: 0, skipped: 2 } },
  })
})
