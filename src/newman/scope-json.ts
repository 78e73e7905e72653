import type { VariableScope } from '../model/scope.ts'
import { isJsonObject } from '../report/export/options.ts'
import { metaJson, variablesExport } from '../report/export/scope.ts'
import type { JsonObject } from './catalogue.ts'

/** A scope as the JSON of postman-collection. `document` is the file it was loaded from: names and descriptions come from there. */
export function scopeJson({ id, name, values }: VariableScope, document?: unknown): JsonObject {
  const originals = isJsonObject(document) ? document['values'] : document
  return {
    ...metaJson(document),
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    values: variablesExport(values, originals, SHAPE),
  }
}

/** Masked or not was decided where the scope comes from. */
const SHAPE = Object.freeze({ exportedAt: '', exportedUsing: '', exportSecrets: true, newmanShape: true })
