import type { EventOf, RunEvent } from '../model/event.ts'
import { harEntries, timeAt } from './har/entry.ts'
import type { CreateReporter } from './reporter.ts'

/**
 * HTTP Archive 1.2: a page for each item that ran, an entry for each hop of each exchange, those of scripts and auth included. Entries are written as
 * the run goes, and the pages behind them.
 * Source: http://www.softwareishard.com/blog/har-12-spec/
 */
export const createHarReporter: CreateReporter = () => (events) => write(events)

interface Page {
  readonly startedDateTime: string
  readonly id: string
  readonly title: string
  readonly pageTimings: { readonly onLoad: number }
}

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  const pages: Page[] = []
  const open = new Map<string, EventOf<'request'>>()
  let startedAt = ''
  let item: EventOf<'item:start'> | undefined
  let separator = '\n'
  // A reporter knows no version but that of the events that it is written from.
  yield '{"log":{"version":"1.2","creator":{"name":"flowgate","version":"events 1"},\n"entries":['
  for await (const event of events) {
    if (event.type === 'run:start') startedAt = event.startedAt
    if (event.type === 'item:start') item = event
    if (event.type === 'request') open.set(keyOf(event), event)
    if (event.type === 'response' || event.type === 'request:failed') {
      const request = open.get(keyOf(event))
      open.delete(keyOf(event))
      if (request === undefined) continue
      for (const entry of harEntries(request, event, { startedAt, pageref: `page_${pages.length + 1}` })) {
        yield `${separator}${JSON.stringify(entry)}`
        separator = ',\n'
      }
    }
    if (event.type === 'item:end' && item !== undefined) {
      pages.push(pageOf(item, event, { startedAt, id: `page_${pages.length + 1}` }))
      item = undefined
    }
  }
  yield `],\n"pages":[${pages.map((page) => `\n${JSON.stringify(page)}`).join(',')}]}}\n`
}

function keyOf({ run, exchange }: { readonly run: string; readonly exchange: number }): string {
  return `${run} ${exchange}`
}

function pageOf(
  { at, cursor }: EventOf<'item:start'>,
  end: EventOf<'item:end'>,
  { startedAt, id }: { readonly startedAt: string; readonly id: string },
): Page {
  const turns = [
    ...(cursor.iteration === 0 ? [] : [`iteration ${cursor.iteration + 1}`]),
    ...(cursor.attempt === 0 ? [] : [`attempt ${cursor.attempt + 1}`]),
  ]
  return {
    startedDateTime: timeAt(startedAt, at),
    id,
    title: turns.length === 0 ? cursor.itemName : `${cursor.itemName} (${turns.join(', ')})`,
    pageTimings: { onLoad: Math.max(0, end.at - at) },
  }
}
