/** Writes milliseconds for people: `0.4 ms`, `132 ms`, `1.24 s`, `2 min 03 s`. */
export function formatDuration(ms: number): string {
  if (ms > 0 && ms < 0.95) return `${ms.toFixed(1)} ms`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/** Writes a number of bytes for people, in powers of 1000: `512 B`, `1.2 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Writes a time stamp for people, in UTC so that the same run gives the same page everywhere. */
export function formatDate(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : date.toUTCString().replace('GMT', 'UTC')
}

/** Writes a number with its noun: `1 request`, `2 requests`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Writes any value so that `200` and `"200"` differ, objects over several lines. */
export function formatValue(value: unknown): string {
  if (typeof value === 'number') return String(value)
  try {
    return JSON.stringify(value, plain, 2) ?? 'undefined'
  } catch {
    // A cycle: values of scripts may hold anything, and a report must not fail over one.
    return '[a value that refers to itself]'
  }
}

/** JSON would write NaN and the infinities as null. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
