/** How exports are written. */
export interface ExportOptions {
  /** ISO 8601 UTC. */
  readonly exportedAt: string
  /** Name and version of what exports, such as `flowgate/1.0.0`. */
  readonly exportedUsing: string
  /** Which of several collections it is, from 1: stands behind the time in the names of files in a folder. */
  readonly number?: number
  /** Write values of type `secret` as they are. Default false: masked. */
  readonly exportSecrets?: boolean
  /**
   * Lose what newman 6.2.2 loses: the type `secret`, and collection variables that the run has changed; and mark scripts that ran.
   * Default false.
   */
  readonly newmanShape?: boolean
}

/** An object that becomes JSON. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Is it an object with named members. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What newman adds to all but the jar; `kind` stands for a name where there is none. */
export function stamped(json: JsonObject, kind: string, { exportedAt, exportedUsing }: ExportOptions): JsonObject {
  return {
    ...json,
    name: json['name'] ?? kind,
    _postman_variable_scope: kind,
    _postman_exported_at: exportedAt,
    _postman_exported_using: exportedUsing,
  }
}
