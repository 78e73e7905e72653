import type { Cursor, EventOf, RunEvent } from '../model/event.ts'

/** The events of one item, first to last. */
export type ItemEvents = readonly Extract<RunEvent, { readonly cursor: Cursor }>[]

/** A request and what became of it: the events that share an exchange number. */
export interface Exchange {
  readonly request: EventOf<'request'>
  readonly end?: EventOf<'response'> | EventOf<'request:failed'>
}

/** The events of one type. */
export function select<T extends ItemEvents[number]['type']>(events: ItemEvents, type: T): readonly EventOf<T>[] {
  return events.filter((event): event is EventOf<T> & ItemEvents[number] => event.type === type)
}

/** The exchanges of an item in the order they were sent, those of its scripts and of its auth included. */
export function exchangesOf(events: ItemEvents): readonly Exchange[] {
  const ends = [...select(events, 'response'), ...select(events, 'request:failed')]
  return select(events, 'request').map((request) => {
    const end = ends.find((candidate) => candidate.exchange === request.exchange)
    return end === undefined ? { request } : { request, end }
  })
}
