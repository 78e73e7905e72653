/** The response times of a run in five numbers. Milliseconds; population standard deviation. */
export interface ResponseTimes {
  readonly count: number
  readonly mean: number
  readonly min: number
  readonly max: number
  readonly sd: number
}

/** Before the first response. */
export const noResponseTimes: ResponseTimes = Object.freeze({ count: 0, mean: 0, min: 0, max: 0, sd: 0 })

/** Adds one time. Running mean and variance after Welford (Knuth, The Art of Computer Programming, vol. 2, 4.2.2). */
export function withResponseTime(times: ResponseTimes, ms: number): ResponseTimes {
  const count = times.count + 1
  const mean = times.mean + (ms - times.mean) / count
  const variance = (times.sd ** 2 * times.count + (ms - times.mean) * (ms - mean)) / count
  return {
    count,
    mean,
    min: times.count === 0 ? ms : Math.min(times.min, ms),
    max: Math.max(times.max, ms),
    sd: Math.sqrt(variance),
  }
}
