import { expect, it } from 'vitest'
import { start } from '../support/cli.ts'

it('flowgate ends without a stack trace when nobody reads its help', async () => {
  const running = start(['run', '--help'])
  running.child.stdout?.destroy()

  expect(await running.finished).toEqual({ code: 0, stdout: '', stderr: '' })
})

it('flowgate keeps its exit code when nobody reads its error', async () => {
  const running = start(['run', 'nobody-has-this.json'])
  running.child.stderr?.destroy()

  expect(await running.finished).toEqual({ code: 2, stdout: '', stderr: '' })
})
