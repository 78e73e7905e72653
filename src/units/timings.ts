import { isRecord } from '../load/plain.ts'
import type { RunEvent } from '../model/event.ts'

/** How long iterations took, by the key of their run. Milliseconds, `null` where it is not known. */
export type Durations = Readonly<Record<string, readonly (number | null)[]>>

/** Names of the runs of one command as keys: the second of a name is `name (2)`. */
export function runKeys(names: readonly string[]): readonly string[] {
  const times = new Map<string, number>()
  return names.map((name) => {
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    return time === 1 ? name : `${name} (${time})`
  })
}

/** How long the iterations of some runs took. */
export async function measure(events: AsyncIterable<RunEvent>): Promise<Durations> {
  const names: string[] = []
  const runs: (number | null)[][] = []
  let startedAt = 0
  for await (const event of events) {
    if (event.type === 'run:start') {
      names.push(event.name)
      runs.push([])
    }
    if (event.type === 'iteration:start') startedAt = event.at
    if (event.type === 'iteration:end') {
      const durations = runs.at(-1) ?? []
      while (durations.length < event.iteration) durations.push(null)
      durations[event.iteration] = Math.round(event.at - startedAt)
    }
  }
  const keys = runKeys(names)
  return Object.fromEntries(runs.map((durations, i) => [keys[i] ?? '', durations]))
}

/** Durations of several records: the later ones win. */
export function combine(records: readonly Durations[]): Durations {
  const combined: Record<string, (number | null)[]> = {}
  for (const [key, durations] of records.flatMap((record) => Object.entries(record))) {
    const known = combined[key] ?? []
    const length = Math.max(known.length, durations.length)
    combined[key] = Array.from({ length }, (_, i) => durations[i] ?? known[i] ?? null)
  }
  return combined
}

/** The durations in what a `timings` report holds; undefined for anything else. */
export function durationsIn(json: unknown): Durations | undefined {
  if (!isRecord(json) || json['schema'] !== 1 || !isRecord(json['iterationsMs'])) return undefined
  const isTime = (value: unknown): boolean => value === null || (typeof value === 'number' && value >= 0)
  const lists = Object.values(json['iterationsMs'])
  if (!lists.every((list) => Array.isArray(list) && list.every(isTime))) return undefined
  // Every list has just been looked at.
  return json['iterationsMs'] as Durations
}
