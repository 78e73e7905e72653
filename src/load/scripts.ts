import type { Script } from '../model/collection.ts'
import { stableId, writtenId } from './ids.ts'
import { isRecord, listOf } from './plain.ts'

/**
 * The events of a collection, folder or item → its scripts, in order. Disabled events, other events than prerequest and
 * test are left out. Blank scripts are there: newman counts them. One that has a link (`src`) is blank: nobody follows it.
 * Ids that are missing are made from `ownerKey`, the stable id of what holds the events.
 * `lineOf` tells the line of the file by the index of the event.
 * Source: Collection Format v2.1 "event" and "script".
 */
export function scriptsFromJson(
  json: unknown,
  ownerKey: string,
  lineOf: (event: number) => number | undefined = () => undefined,
): readonly Script[] {
  return listOf(json).flatMap((event, index) => {
    const found = scriptOf(event)
    if (!isRecord(event) || found === undefined) return []
    const { listen, source } = found
    const script = event['script']
    const id = (isRecord(script) ? writtenId(script) : undefined) ?? stableId('script', ownerKey, index)
    const eventId = writtenId(event) ?? stableId('event', ownerKey, index)
    const native = listen === 'prerequest' ? MARKER.exec(source)?.[1] : undefined
    const line = lineOf(index)
    return [
      { id, eventId, listen, source, ...(native !== undefined && { native }), ...(line !== undefined && { line }) },
    ]
  })
}

/** When an event runs and what; undefined for those that never do. */
export function scriptOf(event: unknown): Pick<Script, 'listen' | 'source'> | undefined {
  if (!isRecord(event) || event['disabled']) return undefined
  const { listen, script } = event
  if (listen !== 'prerequest' && listen !== 'test') return undefined
  if (typeof script !== 'string' && (typeof script !== 'object' || script === null)) return undefined
  if (!isRecord(script)) return { listen, source: sourceOf(script) }
  return { listen, source: script['src'] ? '' : sourceOf(script['exec']) }
}

/** The first line that is not blank says `// @native <name>`. A test is never replaced: its assertions would be lost. */
const MARKER = /^\s*\/\/[ \t]*@native[ \t]+(\S+)[ \t]*(?:\r?\n|$)/

function sourceOf(exec: unknown): string {
  if (typeof exec === 'string') return exec.split(/\r?\n/).join('\n')
  return Array.isArray(exec) ? exec.join('\n') : ''
}
