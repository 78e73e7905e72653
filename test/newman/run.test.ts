import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { NewmanSummary } from '../../src/newman/emitter.ts'
import type { NewmanOptions } from '../../src/newman/options.ts'
import { run } from '../../src/newman/run.ts'
import { startServer } from '../support/server.ts'

describe('run()', () => {
  it('runs a collection that is an object, calls back with the summary and leaves the options as they were', async () => {
    const { url, requests } = await startServer()
    const options = {
      collection: collection(`${url}/{{path}}`),
      envVar: [{ key: 'path', value: 'a' }],
      iterationCount: 2,
    }
    const before = structuredClone(options)

    const { error, summary } = await finished(options)

    expect(error).toBeNull()
    expect(requests.map(({ path }) => path)).toEqual(['/a', '/a'])
    expect(summary?.run.stats.requests).toEqual({ total: 2, pending: 0, failed: 0 })
    expect(summary?.collection.name).toBe('Shop')
    expect(options).toEqual(before)
  })

  it('returns the emitter before anything happens on it', async () => {
    const { url } = await startServer()
    const names: string[] = []

    await new Promise<void>((resolve) => {
      const emitter = run({ collection: collection(url) }, () => resolve())
      for (const name of ['start', 'request', 'done']) emitter.on(name, () => names.push(name))
    })

    expect(names).toEqual(['start', 'request', 'done'])
  })

  it('calls back with an error without a collection', async () => {
    const { error, summary } = await finished({})

    expect([error?.message, summary]).toEqual(['expecting a collection to run', undefined])
  })

  it('calls back with an error for a collection that is not there', async () => {
    const { error } = await finished({ collection: '/no/such/file.json' })

    expect(error?.message).toBe('Cannot read collection "/no/such/file.json": no such file')
  })

  it('calls back with an error for an option that cannot be used', async () => {
    const { error } = await finished({ collection: collection('http://localhost'), iterationCount: -1 })

    expect(error?.message).toBe('Cannot run: "iterationCount" cannot be -1')
  })

  it('starts reporters that are packages, and writes our own where their options say', async () => {
    const { url } = await startServer()
    const folder = await mkdtemp(join(tmpdir(), 'run-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'report.json')

    await finished({ collection: collection(url), reporters: 'json', reporter: { json: { export: path } } })

    const { run: tree, collection: shown } = JSON.parse(await readFile(path, 'utf8'))
    expect([tree.stats.requests.total, shown.info.name]).toEqual([1, 'Shop'])
  })

  it('writes the environment where exportEnvironment says, before done', async () => {
    const { url } = await startServer()
    const folder = await mkdtemp(join(tmpdir(), 'run-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const environment = join(folder, 'in.json')
    const exportEnvironment = join(folder, 'out.json')
    await writeFile(environment, JSON.stringify({ name: 'Env', values: [{ key: 'a', value: '1' }] }))

    await finished({ collection: collection(url), environment, exportEnvironment })

    const { name, values } = JSON.parse(await readFile(exportEnvironment, 'utf8'))
    expect([name, values]).toEqual(['Env', [{ type: 'any', value: '1', key: 'a' }]])
  })

  it('runs without a reporter that nobody has, as newman does', async () => {
    const { url } = await startServer()

    const { error, summary } = await finished({ collection: collection(url), reporters: ['nobody-has-this'] })

    expect([error, summary?.run.stats.requests.total]).toEqual([null, 1])
  })

  it('sends through the agents it is given, and leaves them open', async () => {
    const { url } = await startServer()
    const agent = new http.Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    let used = 0
    agent.on('free', () => {
      used += 1
    })

    const { error } = await finished({ collection: collection(url), requestAgents: { http: agent } })

    expect([error, used, Object.keys(agent.freeSockets).length]).toEqual([null, 1, 1])
  })
})

function collection(url: string): object {
  return { info: { name: 'Shop' }, item: [{ name: 'one', request: { url } }] }
}

interface Finished {
  readonly error: Error | null
  readonly summary: NewmanSummary | undefined
}

async function finished(options: NewmanOptions): Promise<Finished> {
  return await new Promise((resolve) => {
    run(options, (error, summary) => resolve({ error, summary }))
  })
}
