import { expect, test } from 'vitest'
import { execute } from '../../src/cli/execute.ts'
import { collectionJson, temporaryFile } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function said(argv: readonly string[], stop: AbortController = new AbortController()): Promise<Said> {
  let out = ''
  let err = ''
  const code = await execute(argv, {
    version: '1.2.3',
    stdout: process.stdout,
    out: (text) => (out += text),
    err: (text) => (err += text),
    signal: stop.signal,
    interruptedBy: () => (stop.signal.aborted ? 'SIGINT' : undefined),
  })
  return { code, out, err }
}

test('execute() stops waiting for a collection at Ctrl-C, and returns 130', async () => {
  const stop = new AbortController()
  const { url } = await startServer(() => stop.abort())

  expect(await said(['run', `${url}/c.json`], stop)).toEqual({
    code: 130,
    out: '',
    err: `error: Cannot read collection "${url}/c.json": it was interrupted\n`,
  })
})

test.each([
  ['json=a.out,html=./a.out', 'Cannot write reports "json" and "html": both go to "./a.out"'],
  ['cli,json=-', 'Cannot write reports "cli" and "json": both go to stdout'],
])('execute() refuses two reports in one place: -r %s', async (reporters, message) => {
  const path = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://127.0.0.1:1' }]))

  expect(await said(['run', path, '-r', reporters])).toEqual({
    code: 2,
    out: '',
    err: `error: ${message}\n  Give one of them another path: -r name=path\n`,
  })
})

test('execute() tells the verdict on stderr when no reporter does', async () => {
  const path = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://127.0.0.1:1' }]))

  expect(await said(['run', path, '--silent'])).toEqual({
    code: 1,
    out: '',
    err: 'Shop: failed (1 failure), 1 request\n',
  })
})
