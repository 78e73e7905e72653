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

test('--bail goes on after known failures, and ends the run at one that is not listed', async () => {
  const { url, requests } = await startServer()
  const script = (text: string): object => testScript(text)
  const items = [
    {
      name: 'Asserts',
      request: `${url}/asserts`,
      event: [script("pm.test('is 418', () => pm.expect(1).to.equal(2))")],
    },
    { name: 'Throws', request: `${url}/throws`, event: [script("throw new Error('broken')")] },
    { name: 'Refused', request: 'http://127.0.0.1:1/' },
    { name: 'New', request: `${url}/new`, event: [script("pm.test('is new', () => pm.expect(1).to.equal(2))")] },
    { name: 'Never', request: `${url}/never` },
  ]
  const collection = temporaryFile('c.json', collectionJson(items))
  const failures = [
    { id: 'a', reason: 'issue 1', request: 'Asserts', assertion: 'is 418' },
    { id: 't', reason: 'issue 2', request: 'Throws', code: 'SCRIPT_ERROR' },
    { id: 'r', reason: 'issue 3', request: 'Refused', code: 'CONNECTION_REFUSED' },
  ]
  const baseline = temporaryFile('baseline.json', { failures })

  const bailed = await flowgate(['run', collection, '--bail', '--baseline', baseline])
  const whole = await flowgate(['run', collection, '--bail', '--folder', 'Refused', '--baseline', baseline])

  expect([bailed.code, requests.map(({ path }) => path)]).toEqual([1, ['/asserts', '/throws', '/new']])
  expect(whole.code).toBe(0)
})
