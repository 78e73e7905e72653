import type { Script } from '../model/collection.ts'
import { stableId, writtenId } from './ids.ts'
import { isRecord, listOf } from './plain.ts'

/**
 * The events of a collection, folder or item → its scripts, in order. Disabled events, blank scripts, other events than
 * prerequest and test, and scripts that are only a link (`src`) are left out.
 * Ids that are missing are made from `ownerKey`, the stable id of what holds the events.
 * Source: Collection Format v2.1 "event" and "script".
 */
export function scriptsFromJson(json: unknown, ownerKey: string): readonly Script[] {
  return listOf(json).flatMap((event, index) => {
    if (!isRecord(event) || event['disabled']) return []
    const listen = event['listen']
    if (listen !== 'prerequest' && listen !== 'test') return []
    const script = event['script']
    const source = sourceOf(isRecord(script) ? script['exec'] : script)
    if (source.trim() === '') return []
    const id = (isRecord(script) ? writtenId(script) : undefined) ?? stableId('script', ownerKey, index)
    const eventId = writtenId(event) ?? stableId('event', ownerKey, index)
    const native = listen === 'prerequest' ? MARKER.exec(source)?.[1] : undefined
    return [{ id, eventId, listen, source, ...(native === undefined ? {} : { native }) }]
  })
}

/** The first line that is not blank says `// @native <name>`. A test is never replaced: its assertions would be lost. */
const MARKER = /^\s*\/\/[ \t]*@native[ \t]+(\S+)[ \t]*(?:\r?\n|$)/

function sourceOf(exec: unknown): string {
  if (typeof exec === 'string') return exec.split(/\r?\n/).join('\n')
  return Array.isArray(exec) ? exec.join('\n') : ''
}
