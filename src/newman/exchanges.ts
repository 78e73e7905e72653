import type { EventOf } from '../model/event.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { NewmanCursor } from './cursor.ts'
import { requestError } from './error.ts'
import type { Happening, ItemRef } from './happening.ts'
import { newmanHistory } from './history.ts'
import { idOf } from './id.ts'
import { type NewmanRequest, newmanRequest, unansweredRequest, unsentRequest } from './request.ts'
import { newmanResponse } from './response.ts'

/** The exchanges of an item that are under way. */
export interface Exchanges {
  /** `item`: absent for an exchange of a script. */
  readonly requested: (event: EventOf<'request'>, place: Place) => Happening
  readonly answered: (event: EventOf<'response'> | EventOf<'request:failed'>) => RequestHappening | undefined
}

interface Place {
  readonly cursor: NewmanCursor
  readonly item: ItemRef | undefined
}

type RequestHappening = Extract<Happening, { readonly name: 'request' }>

interface OpenExchange {
  readonly item: ItemRef
  readonly request: NewmanRequest
  readonly cursor: NewmanCursor
  readonly wire: WireRequest
}

/** Pairs requests and answers: newman's `beforeRequest` and `request`. */
export function createExchanges({ startedAt }: EventOf<'run:start'>): Exchanges {
  const open = new Map<number, OpenExchange>()
  let last: NewmanRequest | undefined

  return {
    requested({ at, run, exchange, source, request: resolved, wire }, place) {
      const id = idOf(run, 'exchange', exchange)
      const replayed = source === 'auth' ? last : undefined
      const request = newmanRequest(resolved, wire, replayed)
      last = request
      const cursor = { ...place.cursor, httpRequestId: id }
      const item: ItemRef = place.item ?? { kind: 'script', id, request }
      const { itemName } = resolved
      const sent = itemName !== undefined && item.kind === 'item' ? { ...item, resolvedName: itemName } : item
      open.set(exchange, { item: sent, request, cursor, wire })
      // At this time newman has not encoded the URL.
      return {
        name: 'beforeRequest',
        at,
        cursor,
        item,
        request: replayed !== undefined ? request : unsentRequest(resolved, wire),
      }
    },
    answered(event) {
      const exchange = open.get(event.exchange)
      if (exchange === undefined) return undefined
      open.delete(event.exchange)
      const { wire, ...known } = exchange
      const base = { name: 'request', at: event.at, ...known } as const
      if (event.type === 'request:failed') {
        const { failure, cookies } = event
        const isLoop = failure.code === 'REDIRECT_LOOP'
        const request = cookies === undefined || isLoop ? unansweredRequest(known.request) : known.request
        const settled = isLoop ? { settled: known.request } : {}
        return { ...base, request, ...settled, ...(cookies && { cookies }), error: requestError(failure) }
      }
      const { body, cookies } = event.response
      const response = newmanResponse(event, known.cursor.httpRequestId ?? '')
      const sentAt = Date.parse(startedAt) + Math.round(event.at - event.timings.total)
      const history = newmanHistory(wire, event, sentAt)
      return { ...base, answer: { response, body, timings: event.timings, cookies, history } }
    },
  }
}
