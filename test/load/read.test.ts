import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { readText } from '../support/load.ts'
import { refused } from './refused.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'flowgate-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const URL_HINT = 'Check the URL; a file that needs a login has to be downloaded and passed by its path'

test('readText() reads a file, whatever its encoding', async () => {
  const path = join(folder(), 'dev.json')
  writeFileSync(path, Buffer.from('\ufeff{"a":"é"}', 'utf16le'))

  expect(await readText(path, 'environment')).toEqual({
    kind: 'environment',
    name: path,
    source: path,
    text: '{"a":"é"}',
  })
})

test('readText() reads standard input', async () => {
  const stdin = Readable.from([Buffer.from('{"a":"\xc3', 'latin1'), Buffer.from('\xa9"}', 'latin1')])

  expect(await readText('-', 'collection', { stdin })).toEqual({
    kind: 'collection',
    name: 'standard input',
    text: '{"a":"é"}',
  })
})

test('readText() says why standard input cannot be read', async () => {
  const stdin = new Readable({
    read() {
      this.destroy(Object.assign(new Error('broken'), { code: 'EIO' }))
    },
  })

  const error = await refused(() => readText('-', 'collection', { stdin }))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: 'Cannot read collection "standard input": the system answers EIO',
    hint: undefined,
  })
})

test.each([
  ['collection', 'Check the path; it starts from the current folder'],
  ['environment', 'Check the path given with --environment, or remove it to run without'],
  ['globals', 'Check the path given with --globals, or remove it to run without'],
  ['iteration data', 'Check the path given with --iteration-data, or remove it to run without'],
] as const)('readText() says that there is no such file for %s', async (kind, hint) => {
  const path = join(folder(), 'missing.json')

  const error = await refused(() => readText(path, kind))

  expect(error).toEqual({ code: 'INPUT_UNREADABLE', message: `Cannot read ${kind} "${path}": no such file`, hint })
})

test('readText() says that there is no such file below a file', async () => {
  const path = join(folder(), 'a')
  writeFileSync(path, '')

  const error = await refused(() => readText(join(path, 'b.json'), 'collection'))

  expect(error.message).toBe(`Cannot read collection "${join(path, 'b.json')}": no such file`)
})

test('readText() says that a path is a folder', async () => {
  const path = folder()

  const error = await refused(() => readText(path, 'collection'))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read collection "${path}": it is a folder`,
    hint: 'Check the path; it starts from the current folder',
  })
})

test.each(['.resources', 'Get user.request.yaml'])(
  'readText() knows the folder of a Collection v3 by %s',
  async (name) => {
    const path = folder()
    mkdirSync(join(path, name))

    const error = await refused(() => readText(path, 'collection'))

    expect(error).toEqual({
      code: 'COLLECTION_VERSION',
      message: `Cannot read collection "${path}": it is the folder of a Collection v3, which is not supported`,
      hint: 'In Postman, open the menu of the collection, choose Export, then Collection v2.1, and pass the JSON file',
    })
  },
)

// Root may read everything.
test.skipIf(process.getuid?.() === 0)('readText() says that permission is denied', async () => {
  const path = join(folder(), 'secret.json')
  writeFileSync(path, '{}', { mode: 0 })

  const error = await refused(() => readText(path, 'collection'))

  expect(error.message).toBe(`Cannot read collection "${path}": permission denied`)
})

test('readText() names the code of any other failure of the system', async () => {
  const path = join(folder(), 'loop.json')
  symlinkSync(path, path)

  const error = await refused(() => readText(path, 'globals'))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read globals "${path}": the system answers ELOOP`,
    hint: 'Check the path given with --globals, or remove it to run without',
  })
})

test('readText() reads a URL, and leaves query and password out of its name', async () => {
  const seen: (string | undefined)[] = []
  const origin = await serve((request, response) => {
    seen.push(request.url, request.headers.authorization)
    response.end('\ufeff{"a":1}')
  })

  const input = await readText(`${origin.replace('//', '//me:s%40fe@')}/c.json?apikey=PMAK-1#x`, 'collection')

  expect(input).toEqual({ kind: 'collection', name: `${origin}/c.json`, source: `${origin}/c.json`, text: '{"a":1}' })
  expect(seen).toEqual(['/c.json?apikey=PMAK-1', `Basic ${Buffer.from('me:s@fe').toString('base64')}`])
})

test('readText() follows redirects', async () => {
  const origin = await serve((request, response) => {
    if (request.url === '/a') response.writeHead(302, { location: '/b' })
    response.end('here')
  })

  const input = await readText(`${origin}/a`, 'collection')

  expect(input.text).toBe('here')
})

test('readText() names the status of an answer that is no success', async () => {
  const origin = await serve((_request, response) => response.writeHead(404).end('{}'))

  const error = await refused(() => readText(`${origin}/c.json?apikey=PMAK-1`, 'collection'))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read collection "${origin}/c.json": the server answers 404 Not Found`,
    hint: URL_HINT,
  })
})

test('readText() says that a server cannot be reached', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Promise((resolve) => server.close(resolve))

  const error = await refused(() => readText(`${origin}/c.json`, 'collection'))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read collection "${origin}/c.json": it cannot be downloaded: connection refused`,
    hint: URL_HINT,
  })
})

test.each([
  ['before the answer', false],
  ['in the middle of the answer', true],
])('readText() gives up on a server that stops %s', async (_when, begins) => {
  const origin = await serve((_request, response) => begins && response.write('{'))

  const error = await refused(() => readText(`${origin}/c.json`, 'collection', { timeoutMs: 100 }))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read collection "${origin}/c.json": no complete answer in 0.1 seconds`,
    hint: URL_HINT,
  })
})

test('readText() refuses a URL that is none, without its password', async () => {
  const error = await refused(() => readText('https://me:safe@[/c.json?key=1', 'collection'))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: 'Cannot read collection "https://[/c.json": it is not a valid URL',
    hint: URL_HINT,
  })
})

test('readText() ends its wait for standard input when it is told to', async () => {
  const stop = new AbortController()
  const stdin = new Readable({ read: () => stop.abort() })

  const error = await refused(() => readText('-', 'collection', { stdin, signal: stop.signal }))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: 'Cannot read collection "standard input": it was interrupted',
    hint: undefined,
  })
})

test('readText() ends its wait for a server when it is told to', async () => {
  const stop = new AbortController()
  const origin = await serve(() => stop.abort())

  const error = await refused(() => readText(`${origin}/c.json`, 'collection', { signal: stop.signal }))

  expect(error.message).toBe(`Cannot read collection "${origin}/c.json": it was interrupted`)
})
