/** A failed item that is shown in full at the top of the page, once for all items that failed in the same way. */
export interface Card {
  readonly anchor: string
  /** HTML in UTF-8. */
  readonly html: Uint8Array
  readonly others: readonly Link[]
  /** Of the others that are not named. */
  readonly unnamed: number
}

/** A place on the page. */
interface Link {
  readonly text: string
  readonly href: string
}

/** What gathers the cards of a stream. */
export interface Cards {
  /** Adds an item that failed: to the card of those that failed in the same way, or to a new one while there is room. */
  readonly add: (failed: FailedItem, render: () => Uint8Array) => void
  readonly cards: () => readonly Card[]
  /** Failed items on no card. */
  readonly omitted: () => number
}

interface FailedItem {
  readonly signature: string
  readonly anchor: string
  /** Names it among those that failed in the same way. */
  readonly text: string
}

interface OpenCard {
  readonly anchor: string
  readonly html: Uint8Array
  readonly others: Link[]
  unnamed: number
}

/** More than a reader goes through; the others are in the list of requests. */
const MAX_CARDS = 50
const MAX_OTHERS = 100

/** Gathers cards in the order in which the items failed. */
export function gatherCards(): Cards {
  const cards = new Map<string, OpenCard>()
  let omitted = 0
  return {
    add: ({ signature, anchor, text }, render) => {
      const known = cards.get(signature)
      if (known === undefined) {
        if (cards.size < MAX_CARDS) cards.set(signature, { anchor, html: render(), others: [], unnamed: 0 })
        else omitted += 1
      } else if (known.others.length < MAX_OTHERS) known.others.push({ text, href: `#${anchor}` })
      else known.unnamed += 1
    },
    cards: () => [...cards.values()],
    omitted: () => omitted,
  }
}
