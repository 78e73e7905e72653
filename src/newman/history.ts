import type { EventOf } from '../model/event.ts'
import type { Timings, WireRequest } from '../model/exchange.ts'

/** What newman hands out as `history`: every hop of an exchange, with the times of the last. */
export interface NewmanHistory {
  readonly execution: {
    readonly verbose: boolean
    readonly sessions: object
    readonly data: readonly object[]
  }
}

/** Writes the history of an exchange. Source: postman-runtime, docs/history.md. */
export function newmanHistory(
  wire: WireRequest,
  { response, timings }: EventOf<'response'>,
  start: number,
): NewmanHistory {
  const { redirects, httpVersion } = response
  const requests = [wire, ...redirects.map(({ next }) => next)]
  const answers = [...redirects, response]
  const data = requests.map(({ method, url, headers }, index) => {
    const answer = answers[index] ?? response
    const isLast = index === requests.length - 1
    return {
      request: { method, href: url, headers, httpVersion },
      response: { statusCode: answer.status, httpVersion, headers: answer.headers },
      ...(isLast && { timings: { start, requestStart: start, offset: offsetOf(timings) } }),
    }
  })
  return { execution: { verbose: true, sessions: {}, data } }
}

function offsetOf({ dns = 0, tcp = dns, tls, firstByte = 0, total }: Timings): object {
  return {
    request: 0,
    socket: 0,
    lookup: dns,
    connect: tcp,
    ...(tls !== undefined && { secureConnect: tls }),
    response: firstByte,
    end: total,
    done: total,
  }
}
