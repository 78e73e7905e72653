import type { Pace } from '../engine/pace.ts'
import type { Clock, Send } from '../engine/ports.ts'
import { parseAddress } from './address.ts'

/** Books the next place for a request to this URL: milliseconds to wait for it. */
export type BookPlace = Pace['book']

/** A pace, and what keeps to it. */
export interface OpenPace extends Pace {
  /**
   * Each request but the first of a call, whose place was booked, waits without an event that could show it: the hops of a redirect. `follow` adds what
   * follows them.
   */
  readonly pacedBehind: (send: Send, follow: (hop: Send) => Send) => Send
}

/**
 * At most `maxRps` requests a second to each host and port: one place every 1/maxRps seconds, in the order in which they are asked for. A bucket of one
 * token, so that no burst comes before the pace. Made once for all who share it.
 */
export function createPlaces(maxRps: number, clock: Pick<Clock, 'now'>): BookPlace {
  const stepMs = 1000 / maxRps
  const nextFree = new Map<string, number>()
  return (url) => {
    const address = parseAddress(url)
    if (address === undefined) return 0
    const port = address.port ?? (address.protocol === 'https:' ? 443 : 80)
    const host = `${address.hostname.toLowerCase()}:${port}`
    const now = clock.now()
    const place = Math.max(now, nextFree.get(host) ?? now)
    nextFree.set(host, place + stepMs)
    return place - now
  }
}

/** Keeps to places, and counts for one run what nobody sees waiting. */
export function createPace(book: BookPlace, clock: Clock): OpenPace {
  let hiddenMs = 0

  function paced(send: Send): Send {
    return async (request, options) => {
      const waitMs = book(request.url)
      if (waitMs > 0) {
        hiddenMs += waitMs
        await clock.sleep(waitMs, options.signal)
      }
      return send(request, options)
    }
  }

  return {
    book,
    takeHidden() {
      const ms = hiddenMs
      hiddenMs = 0
      return ms
    },
    pacedBehind(send, follow) {
      const behind = paced(send)
      return (first, options) => {
        let isFirst = true
        const hop: Send = (request, sending) => {
          const way = isFirst ? send : behind
          isFirst = false
          return way(request, sending)
        }
        return follow(hop)(first, options)
      }
    },
  }
}
