import type { Variable } from '../../model/collection.ts'
import type { VariableScope } from '../../model/scope.ts'
import { MASK } from '../redact/rules.ts'
import { type ExportOptions, isJsonObject, type JsonObject, stamped } from './options.ts'
import { variablesExport } from './scope.ts'

/** What a collection is exported from. */
export interface CollectionOrigin {
  /** With the ids that our Collection has. */
  readonly document: JsonObject
  /** Ids of scripts that ran. */
  readonly ranScripts: ReadonlySet<string>
}

/** A collection at the end of a run as Postman's SDK writes it, with the values its variables have now. */
export async function collectionExport(
  variables: VariableScope,
  { document, ranScripts }: CollectionOrigin,
  options: ExportOptions,
): Promise<JsonObject> {
  const { Collection } = (await import('postman-collection')).default
  // The SDK keeps references to what it is given, and its instances hold functions.
  const json: unknown = JSON.parse(JSON.stringify(new Collection(structuredClone(document)).toJSON()))
  const written = isJsonObject(json) ? json : {}
  if (options.newmanShape !== true) {
    const values = variablesExport(variables.values, document['variable'], options)
    return stamped({ ...written, variable: values }, 'collection', options)
  }
  const variable = options.exportSecrets === true ? written['variable'] : masked(written['variable'], variables.values)
  return stamped({ ...marked(written, ranScripts), variable }, 'collection', options)
}

function masked(list: unknown, variables: readonly Variable[]): unknown {
  const secret = new Set(variables.filter(({ type }) => type === 'secret').map(({ key }) => key))
  if (!Array.isArray(list)) return list
  return list.map((entry: unknown) =>
    isJsonObject(entry) && secret.has(String(entry['key'])) ? { ...entry, value: MASK } : entry,
  )
}

/** newman leaves the id of its last execution in every script that ran. */
function marked(level: JsonObject, ranScripts: ReadonlySet<string>): JsonObject {
  const { item, event } = level
  return {
    ...level,
    ...(Array.isArray(item)
      ? { item: item.map((child: unknown) => (isJsonObject(child) ? marked(child, ranScripts) : child)) }
      : {}),
    ...(Array.isArray(event) ? { event: event.map((each: unknown) => markedEvent(each, ranScripts)) } : {}),
  }
}

function markedEvent(event: unknown, ranScripts: ReadonlySet<string>): unknown {
  const script = isJsonObject(event) ? event['script'] : undefined
  if (!isJsonObject(event) || !isJsonObject(script) || !ranScripts.has(String(script['id']))) return event
  return { ...event, script: { ...script, _lastExecutionId: crypto.randomUUID() } }
}
