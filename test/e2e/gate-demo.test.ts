import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { ROOT } from '../support/cli.ts'

it('demo:gate prints what docs/gate-demo.md shows: newman and flowgate side by side, all as expected', async () => {
  const page = readFileSync(join(ROOT, 'docs/gate-demo.md'), 'utf8')

  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(ROOT, 'test/demo/gate.mjs')])

  const [, shown] = /```text\n([^]*?)```/.exec(page) ?? []
  expect({ stdout, stderr }).toEqual({ stdout: shown, stderr: '' })
})
