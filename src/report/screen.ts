/** What the place that text is written to can show. Decided once, where the run is put together. */
export interface Screen {
  readonly isTerminal: boolean
  /** Columns. */
  readonly width: number
  readonly color: boolean
  readonly unicode: boolean
}
