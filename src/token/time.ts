const UNITS: readonly (readonly [name: string, seconds: number])[] = Object.freeze([
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
])

/** A number of seconds in words, the two largest units of it: `1 hour 5 minutes`. */
export function span(seconds: number): string {
  let rest = Math.round(Math.abs(seconds))
  const words = UNITS.flatMap(([name, length]) => {
    const count = Math.floor(rest / length)
    rest -= count * length
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`]
  })
  return words.slice(0, 2).join(' ') || '0 seconds'
}

/** A time in seconds since 1970 as a date, and how far it is away: `2026-03-01 12:05:00 UTC, in 5 minutes`. */
export function moment(seconds: number, nowMs: number): string {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return 'no date'
  const away = Math.round(seconds - nowMs / 1000)
  const when = away === 0 ? 'now' : distance(away)
  return `${date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')}, ${when}`
}

function distance(seconds: number): string {
  return seconds > 0 ? `in ${span(seconds)}` : `${span(seconds)} ago`
}
