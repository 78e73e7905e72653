import { describe, expect, it } from 'vitest'
import { collectionJson, temporaryFile, testScript } from '../support/cli.ts'
import { library } from '../support/library.ts'
import { startServer } from '../support/server.ts'

const { run, RunnerError } = library

async function shop(): Promise<string> {
  const { url } = await startServer((_, response) => response.end('{"ok":true}'))
  const test = testScript('pm.test("ok", () => pm.expect(pm.response.json().ok).to.equal(true))')
  return temporaryFile('c.json', collectionJson([{ name: 'Get', request: url, event: [test] }]))
}

describe('run()', () => {
  it('yields the events and keeps the summary', async () => {
    const checkout = run({ collection: await shop() })
    const types: string[] = []

    for await (const event of checkout) types.push(event.type)

    expect(types).toEqual([
      'run:start',
      'iteration:start',
      'item:start',
      'request',
      'response',
      'script:start',
      'assertion',
      'script:end',
      'item:end',
      'iteration:end',
      'run:end',
    ])
    expect((await checkout.summary).assertions).toEqual({ total: 1, failed: 0, skipped: 0 })
  })

  it('runs when only the summary is awaited', async () => {
    const { requests, reason } = await run({ collection: await shop(), iterationCount: 3 }).summary

    expect({ requests, reason }).toEqual({ requests: { total: 3, failed: 0 }, reason: 'completed' })
  })

  it('gives the events to who iterates after taking the summary', async () => {
    const checkout = run({ collection: await shop() })
    const { summary } = checkout
    let count = 0

    for await (const _ of checkout) count += 1

    expect(count).toBe(11)
    expect((await summary).requests.total).toBe(1)
  })

  it('rejects both ways for input that cannot be used', async () => {
    const broken = run({ collection: 'nobody-has-this.json' })
    const expected = new RunnerError(
      'INPUT_UNREADABLE',
      'Cannot read collection "nobody-has-this.json": no such file',
      {
        hint: 'Check the path; it starts from the current folder',
      },
    )

    await expect(broken.summary).rejects.toThrow(expected)
    await expect(broken[Symbol.asyncIterator]().next()).rejects.toThrow(expected)
  })

  it('stops by its signal', async () => {
    const stop = new AbortController()
    const checkout = run({ collection: await shop(), iterationCount: 1000 }, stop.signal)
    let last = ''

    for await (const event of checkout) {
      if (event.type === 'iteration:end' && event.iteration === 2) stop.abort()
      last = event.type === 'run:end' ? event.reason : event.type
    }

    expect(last).toBe('aborted')
  })

  it('keeps two runs in one process apart', async () => {
    const collection = await shop()

    const [one, two] = await Promise.all([
      run({ collection, iterationCount: 2 }).summary,
      run({ collection, iterationCount: 5 }).summary,
    ])

    expect([one.requests.total, two.requests.total]).toEqual([2, 5])
  })
})
