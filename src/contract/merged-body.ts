import { isRecord } from '../load/plain.ts'
import { MASK } from '../report/redact/rules.ts'
import { fit } from './fit.ts'
import { isEntryName, type Shape, shapeOf } from './shape.ts'

/**
 * The value of an example as it would be saved today: members that came are added behind the others, those that did not come are taken out, and a
 * value whose type or format has changed is replaced; `name`: of the member that it is the value of. Ids, dates and all else that still fits stay as they are; so do the secrets that a mask hides.
 */
export function mergedBody(before: unknown, now: unknown, name = ''): unknown {
  if (isRecord(before) && isRecord(now)) return mergedObject(before, now)
  if (Array.isArray(before) && Array.isArray(now)) return mergedList(before, now)
  if (typeof now === 'string' && now.includes(MASK) && before !== undefined && typeof before !== 'object') return before
  return fit(now, shapeOf(before, name)).every(({ isStrict }) => isStrict) ? before : now
}

/** Members whose names are ids come and go. */
function mergedObject(before: JsonObject, now: JsonObject): JsonObject {
  const kept = Object.entries(before).flatMap(([name, value]) => {
    if (Object.hasOwn(now, name)) return [[name, mergedBody(value, now[name], name)] as const]
    return isEntryName(name) ? [[name, value] as const] : []
  })
  const isTable = Object.keys(before).some(isEntryName)
  const merged = new Map<string, unknown>(kept)
  for (const [name, value] of Object.entries(now)) {
    if (Object.hasOwn(before, name)) continue
    const isKnown =
      isTable &&
      isEntryName(name) &&
      isLike({ ...Object.fromEntries(merged), [name]: value }, shapeOf(Object.fromEntries(merged)))
    if (!isKnown) merged.set(name, value)
  }
  return Object.fromEntries(merged)
}

/** As many elements as before, and those that are like none of them. An empty list says nothing. */
function mergedList(before: readonly unknown[], now: readonly unknown[]): readonly unknown[] {
  if (before.length === 0 || now.length === 0) return before
  const list = before.map((element, index) => mergedBody(element, now[Math.min(index, now.length - 1)]))
  // An element that is new can make one that was like the others unlike them: null says nothing until another has a value.
  for (;;) {
    const shape = shapeOf(list)
    const index = now.findIndex((element) => !isLike([element], shape))
    if (index < 0) return list
    list.push(now[index])
  }
}

/** Does a value fit a shape, but for words. */
function isLike(value: unknown, shape: Shape): boolean {
  return fit(value, shape, { isMasked: true, limit: 1000 }).every(({ kind }) => kind === 'value')
}

type JsonObject = Readonly<Record<string, unknown>>
