import type { Timings } from '../model/exchange.ts'
import { noResponseTimes, type ResponseTimes, withResponseTime } from '../report/response-times.ts'

/** How long the phases took that newman averages. */
export interface PhaseTimes {
  readonly response: ResponseTimes
  readonly dns: ResponseTimes
  readonly firstByte: ResponseTimes
}

/** Before the first response. */
export const noPhaseTimes: PhaseTimes = Object.freeze({
  response: noResponseTimes,
  dns: noResponseTimes,
  firstByte: noResponseTimes,
})

/** Adds the phases of one exchange. A phase that did not happen or took no time does not count, as in newman. */
export function withPhaseTimes({ response, dns, firstByte }: PhaseTimes, timings: Timings): PhaseTimes {
  const connected = timings.tls ?? timings.tcp ?? timings.dns ?? 0
  const waited = timings.firstByte === undefined ? 0 : timings.firstByte - connected
  return {
    response: withResponseTime(response, Math.ceil(timings.total)),
    dns: timings.dns === undefined || timings.dns === 0 ? dns : withResponseTime(dns, timings.dns),
    firstByte: waited > 0 ? withResponseTime(firstByte, waited) : firstByte,
  }
}

/** Writes the averages of `run.timings`. */
export function newmanTimes(times: PhaseTimes): Readonly<Record<string, number>> {
  return {
    ...timesOf('response', times.response),
    ...timesOf('dns', times.dns),
    ...timesOf('firstByte', times.firstByte),
  }
}

function timesOf(name: string, { mean, min, max, sd }: ResponseTimes): Readonly<Record<string, number>> {
  return { [`${name}Average`]: mean, [`${name}Min`]: min, [`${name}Max`]: max, [`${name}Sd`]: sd }
}
