/** Everything in a table has an id. */
export interface Identified {
  readonly id: string
}

/** A row that is gone when its time is over. */
export interface Expiring extends Identified {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/**
 * Rows by id, in the order they came. Rows are never changed: a changed row is put in the place of the old one.
 * A table with a capacity drops its oldest rows for new ones, so that a stand-in that runs for days stays small.
 */
export class Table<Row extends Identified> {
  readonly capacity: number
  readonly #rows = new Map<string, Row>()

  constructor(rows: readonly Row[] = [], capacity: number = Number.POSITIVE_INFINITY) {
    this.capacity = capacity
    for (const row of rows) this.put(row)
  }

  get size(): number {
    return this.#rows.size
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  put(row: Row): Row {
    this.#rows.set(row.id, row)
    for (const id of this.#rows.keys()) {
      if (this.#rows.size <= this.capacity) break
      this.#rows.delete(id)
    }
    return row
  }

  /** Puts a row behind all others. */
  putLast(row: Row): Row {
    this.#rows.delete(row.id)
    return this.put(row)
  }

  remove(id: string): void {
    this.#rows.delete(id)
  }

  /** Takes all rows out and puts these in. */
  replace(rows: readonly Row[]): void {
    this.#rows.clear()
    for (const row of rows) this.put(row)
  }

  rows(): readonly Row[] {
    return [...this.#rows.values()]
  }

  find(matches: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (matches(row)) return row
    return undefined
  }

  /** Removes the oldest rows as long as they match. */
  removeOldest(matches: (row: Row) => boolean): void {
    for (const [id, row] of this.#rows) {
      if (!matches(row)) return
      this.#rows.delete(id)
    }
  }
}

/** The row with this id, if its time is not over. */
export function liveRow<Row extends Expiring>(table: Table<Row>, id: string, now: number): Row | undefined {
  const row = table.get(id)
  return row !== undefined && row.expiresAt > now ? row : undefined
}

/** Adds a row behind all others and forgets the oldest ones whose time is over: what ends first has come first. */
export function putExpiring<Row extends Expiring>(table: Table<Row>, row: Row, now: number): Row {
  table.removeOldest(({ expiresAt }) => expiresAt <= now)
  return table.putLast(row)
}
