/** Everything in a table has an id. */
export interface Identified {
  readonly id: string
}

/** Rows by id, in the order they came. Rows are never changed: a changed row is put in the place of the old one. */
export class Table<Row extends Identified> {
  readonly #rows = new Map<string, Row>()

  constructor(rows: readonly Row[] = []) {
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
    return row
  }

  remove(id: string): void {
    this.#rows.delete(id)
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
