import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { collectionJson, flowgate, ROOT, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

interface Action {
  readonly runs: { readonly steps: readonly { readonly run: string }[] }
}

/** A folder with a collection whose one assertion fails; it stands in line 18 of its file. */
async function project(): Promise<string> {
  const { url } = await startServer()
  const folder = temporaryFolder()
  const item = {
    name: 'Tea',
    request: url,
    event: [testScript("pm.test('is tea', () => {", '  pm.expect(1).to.eql(2)', '})')],
  }
  writeFileSync(join(folder, 'c.json'), JSON.stringify(collectionJson([item]), undefined, 2))
  writeFileSync(join(folder, 'summary.md'), 'before\n')
  return folder
}

const ANNOTATION = /^::error file=c\.json,line=(\d+),title=Tea%3A is tea::expected 1 to deeply equal 2$/m

test('GITHUB_ACTIONS=true: annotations at the line of the script, and a job summary behind what is there', async () => {
  const cwd = await project()
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') }

  const { code, stdout, stderr } = await flowgate(['run', 'c.json'], { cwd, env })

  const line = Number(ANNOTATION.exec(stdout)?.[1])
  expect([code, stderr]).toEqual([1, ''])
  expect(readFileSync(join(cwd, 'c.json'), 'utf8').split('\n')[line - 1]).toContain('pm.expect(1)')
  expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/^before\n## Shop: ❌ failed\n/)
})

test('GITHUB_ACTIONS=true: --reporters and --compat newman have the last word', async () => {
  const cwd = await project()
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') }

  const told = await flowgate(['run', 'c.json', '-r', 'cli'], { cwd, env })
  const newman = await flowgate(['run', 'c.json', '--compat', 'newman'], { cwd, env })

  expect(`${told.stdout}${newman.stdout}`).not.toContain('::error')
  expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toBe('before\n')
})

test('action.yml runs a collection, hands on words as they are, and tells exit code and reports', async () => {
  const cwd = await project()
  const { runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action
  const output = join(cwd, 'output')
  const env = {
    PATH: process.env['PATH'],
    COLLECTION: 'c.json',
    ENVIRONMENT: '',
    REPORTERS: 'junit=j.xml,ndjson=a b.ndjson',
    ARGS: '--env-var\nname=$(touch hacked) "two words"',
    COMMAND: `${process.execPath} ${join(ROOT, 'dist/main.js')}`,
    GITHUB_OUTPUT: output,
  }

  const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', runs.steps[0]?.run ?? ''], { cwd, env })
  const code = await new Promise((resolve) => child.on('close', resolve))

  expect(code).toBe(1)
  expect(readFileSync(output, 'utf8')).toBe('exit-code=1\nreports<<end-of-reports\nj.xml\na b.ndjson\nend-of-reports\n')
  expect(readFileSync(join(cwd, 'a b.ndjson'), 'utf8')).toContain('$(touch hacked) \\"two words\\"')
})
