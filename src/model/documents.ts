/** The JSON of the inputs as the files have it, unwrapped and in format v2.1: what exports are made from, so that nothing is lost. */
export interface Documents {
  /** Every folder, item, event and script has the id that our Collection gives it. */
  readonly collection: Readonly<Record<string, unknown>>
  /** Absent without an environment. */
  readonly environment?: unknown
  /** Absent without globals. */
  readonly globals?: unknown
}
