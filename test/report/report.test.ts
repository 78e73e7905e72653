import { describe, expect, test } from 'vitest'
import { RunnerError } from '../../src/errors.ts'
import type { RunEvent } from '../../src/model/event.ts'
import type { Output } from '../../src/report/output.ts'
import { type AttachedReporter, report } from '../../src/report/report.ts'
import type { Reporter } from '../../src/report/reporter.ts'
import { event, itemOf, runOf, streamOf } from '../support/events.ts'

/** An output in memory that tells what became of it. */
function memory(): Output & { readonly told: () => string } {
  let text = ''
  return {
    write: async (more) => {
      text += more
    },
    close: async () => {
      text += '|closed'
    },
    abort: async () => {
      text += '|aborted'
    },
    told: () => text,
  }
}

async function* types(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  for await (const { type } of events) yield `${type} `
}

async function* nothingOf(): AsyncGenerator<string> {}

const ALL = 'run:start iteration:start item:start assertion item:end iteration:end run:end |closed'
const run = runOf(...itemOf(event.failed()))

function attached(name: string, reporter: Reporter, output: Output): AttachedReporter {
  return { name, reporter, output }
}

describe('report()', () => {
  test('report() writes every report and returns the summary', async () => {
    const [a, b] = [memory(), memory()]

    const { summary, broken } = await report(streamOf(run), [attached('a', types, a), attached('b', types, b)])

    expect({ a: a.told(), b: b.told(), broken, failed: summary.assertions.failed }).toEqual({
      a: ALL,
      b: ALL,
      broken: [],
      failed: 1,
    })
  })

  test('report() runs without any reporter', async () => {
    const { summary } = await report(streamOf(run), [])

    expect(summary.items).toEqual({ total: 1, failed: 1, skipped: 0 })
  })

  test('report() drops a reporter that throws, and names it', async () => {
    const [a, b] = [memory(), memory()]
    const throwing: Reporter = async function* (events) {
      for await (const { type } of events) {
        yield type
        if (type === 'item:start') throw new TypeError('x is not a function')
      }
    }

    const { broken } = await report(streamOf(run), [attached('bad', throwing, a), attached('good', types, b)])

    expect(broken).toEqual([
      {
        name: 'bad',
        error: new RunnerError('REPORTER_FAILED', 'Cannot render report "bad": x is not a function'),
      },
    ])
    expect([a.told(), b.told()]).toEqual(['run:startiteration:startitem:start|aborted', ALL])
  })

  test('report() drops a reporter whose text cannot be written', async () => {
    const full = new RunnerError('REPORT_UNWRITABLE', 'Cannot write report "a": no space left on the device')
    const [a, b] = [{ ...memory(), write: () => Promise.reject(full) }, memory()]

    const { broken } = await report(streamOf(run), [attached('a', types, a), attached('b', types, b)])

    expect({ broken, b: b.told() }).toEqual({ broken: [{ name: 'a', error: full }], b: ALL })
  })

  test('report() takes a report that cannot be closed for broken', async () => {
    const gone = new RunnerError('REPORT_UNWRITABLE', 'Cannot write report "a": permission denied')
    const output = { ...memory(), close: () => Promise.reject(gone) }

    const { broken } = await report(streamOf(run), [attached('a', types, output)])

    expect(broken).toEqual([{ name: 'a', error: gone }])
  })

  test('report() does not wait for a reporter that reads nothing', async () => {
    const output = memory()

    const { summary } = await report(streamOf(run), [attached('none', nothingOf, output)])

    expect([summary.items.total, output.told()]).toEqual([1, '|closed'])
  })

  test('report() counts on while an output is slow', async () => {
    let counted = 0
    const seen: number[] = []
    async function* counting(): AsyncGenerator<RunEvent> {
      for (const each of run) {
        counted += 1
        yield each
      }
    }
    const slow: Output = {
      ...memory(),
      write: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        seen.push(counted)
      },
    }

    await report(counting(), [attached('slow', types, slow)])

    expect(seen).toEqual(run.map(() => run.length))
  })

  test('report() rejects when the events do, and leaves no report behind', async () => {
    const output = memory()
    async function* failing(): AsyncGenerator<RunEvent> {
      yield event.runStart()
      throw new Error('a defect')
    }

    const reporting = report(failing(), [attached('a', types, output)])

    await expect(reporting).rejects.toEqual(new Error('a defect'))
    expect(output.told()).toBe('run:start |aborted')
  })
})
