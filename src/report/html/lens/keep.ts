import type { SignatureVerdict } from '../../../model/signature.ts'
import { type ItemEvents, select } from '../../item-events.ts'
import { type Sighting, sightingsIn } from '../../sightings.ts'

/** A JWT and where it was seen. */
export interface SeenToken {
  /** What the events show of it. */
  readonly text: string
  readonly sightings: readonly (Sighting & { readonly anchor: string; readonly item: string })[]
  /** Sightings behind those that are kept. */
  readonly more: number
  /** Absent: nobody could check it. */
  readonly verdict?: SignatureVerdict
}

/** Tokens of a run, in the order in which they were first seen. */
export interface SeenTokens {
  readonly tokens: readonly SeenToken[]
  /** Was there no room for others. */
  readonly isFull: boolean
}

/** Collects the tokens of one run while it goes on. */
export interface TokenKeeper {
  readonly add: (events: ItemEvents, anchor: string) => void
  readonly seen: () => SeenTokens
}

/** More of them nobody reads: runs of many iterations get a new one each time. */
const MAX_TOKENS = 60
const MAX_SIGHTINGS = 8

interface Draft {
  readonly sightings: SeenToken['sightings'][number][]
  more: number
}

/** Keeps the first tokens of a run, with the places where they were seen. */
export function keepTokens(): TokenKeeper {
  const drafts = new Map<string, Draft>()
  const verdicts = new Map<string, SignatureVerdict>()
  let isFull = false

  return {
    add: (events, anchor) => {
      const item = events[0]?.cursor.itemName ?? ''
      for (const sighting of sightingsIn(events)) {
        const key = keyOf(sighting.text)
        const draft = drafts.get(key) ?? { sightings: [], more: 0 }
        if (!drafts.has(key)) {
          if (drafts.size >= MAX_TOKENS) {
            isFull = true
            continue
          }
          drafts.set(key, draft)
        }
        if (draft.sightings.length < MAX_SIGHTINGS) draft.sightings.push({ ...sighting, anchor, item })
        else draft.more += 1
      }
      for (const verdict of select(events, 'item:end').flatMap(({ signatures = [] }) => signatures)) {
        const key = keyOf(verdict.jwt)
        if (drafts.has(key)) verdicts.set(key, verdict)
      }
    },
    seen: () => ({
      isFull,
      tokens: [...drafts].map(([key, { sightings, more }]) => {
        const verdict = verdicts.get(key)
        return { text: sightings[0]?.text ?? '', sightings, more, ...(verdict !== undefined && { verdict }) }
      }),
    }),
  }
}

/** Header and payload: what stands for the signature differs with the place that gave the token away. Of an encrypted one all that there is. */
function keyOf(text: string): string {
  const [header = '', payload = ''] = text.split('.')
  return `${header}.${payload}`
}
