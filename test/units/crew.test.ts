import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { Crew } from '../../src/units/crew.ts'
import type { Unit } from '../../src/units/unit.ts'
import { bytes, event, wireResponse } from '../support/events.ts'

/** A gate that a test opens. */
function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

interface Step {
  readonly before?: Promise<void>
  readonly reason?: 'completed' | 'bailed'
  readonly body?: Uint8Array
}

/** A unit of three events, whose run is called `name`; `log` gets what it does. */
function unit(name: string, log: string[], { before, reason = 'completed', body }: Step = {}): Unit {
  return {
    isOver: () => false,
    async *run(_worker, signal): AsyncGenerator<RunEvent> {
      log.push(`${name} begins`)
      try {
        yield event.runStart({ run: name })
        await Promise.race([before, new Promise((stop) => signal.addEventListener('abort', stop))])
        if (signal.aborted) return
        yield event.response({ run: name, response: wireResponse({ body: body ?? bytes('') }) })
        yield event.runEnd({ run: name, reason })
      } finally {
        log.push(`${name} ends`)
      }
    },
  }
}

async function runsOf(events: AsyncIterable<RunEvent>): Promise<readonly string[]> {
  const told: string[] = []
  for await (const each of events) told.push(`${each.run} ${each.type}`)
  return told
}

const wholly = (name: string): readonly string[] => [`${name} run:start`, `${name} response`, `${name} run:end`]

describe('Crew', () => {
  it('add() tells units in order, whoever is the first to end', async () => {
    const log: string[] = []
    const slow = gate()
    const last: Unit = {
      isOver: () => false,
      async *run() {
        yield event.runStart({ run: 'c' })
        slow.open()
      },
    }
    const crew = new Crew({ workers: 3 })

    const told = await runsOf(crew.add([unit('a', log, { before: slow.passed }), unit('b', log), last]))

    expect(told).toEqual([...wholly('a'), ...wholly('b'), 'c run:start'])
    expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends'])
  })

  it('add() runs as many units at once as there are workers', async () => {
    const log: string[] = []

    await runsOf(new Crew({ workers: 1 }).add([unit('a', log), unit('b', log)]))

    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('add() begins nothing while too much waits to be told', async () => {
    const log: string[] = []
    const first = gate()
    const big = { body: new Uint8Array(5000) }
    const crew = new Crew({ workers: 2, heldBytes: 4000 })
    const events = crew
      .add([unit('a', log, { before: first.passed }), unit('b', log, big), unit('c', log, big)])
      [Symbol.asyncIterator]()

    await events.next()
    await new Promise((soon) => setTimeout(soon, 5))
    const before = [...log]
    first.open()
    const rest = await runsOf({ [Symbol.asyncIterator]: () => events })

    expect(before).toEqual(['a begins', 'b begins', 'b ends'])
    expect(rest).toEqual([...wholly('a').slice(1), ...wholly('b'), ...wholly('c')])
  })

  it('add() begins no unit behind one that has bailed out', async () => {
    const log: string[] = []
    const first = gate()
    const crew = new Crew({ workers: 2 })
    const events = crew
      .add([unit('a', log, { before: first.passed }), unit('b', log, { reason: 'bailed' }), unit('c', log)])
      [Symbol.asyncIterator]()

    await events.next()
    await new Promise((soon) => setTimeout(soon, 5))
    first.open()
    await runsOf({ [Symbol.asyncIterator]: () => events })

    expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends'])
  })

  it('add() stops what still runs when its reader leaves', async () => {
    const log: string[] = []
    const never = gate()
    const crew = new Crew({ workers: 2 })

    for await (const _ of crew.add([unit('a', log), unit('b', log, { before: never.passed })])) break

    expect(log.toSorted()).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('close() stops what nobody has read, and closes what workers hold', async () => {
    const log: string[] = []
    const never = gate()
    const key = {}
    const holding: Unit = {
      isOver: () => false,
      async *run(worker) {
        await worker.hold(key, () => ({ close: async () => void log.push('closed') }))
        yield event.runStart({ run: 'a' })
      },
    }
    const crew = new Crew({ workers: 2 })
    const read = crew.add([holding])
    crew.add([unit('b', log, { before: never.passed })])

    await runsOf(read)
    await crew.close()

    expect(log).toEqual(['b begins', 'b ends', 'closed'])
  })

  it('add() fails where a unit throws', async () => {
    const broken: Unit = {
      isOver: () => false,
      // oxlint-disable-next-line require-yield
      async *run() {
        throw new Error('a defect')
      },
    }

    await expect(runsOf(new Crew({ workers: 2 }).add([unit('a', []), broken]))).rejects.toThrow('a defect')
  })
})
