import type { Variable } from '../model/collection.ts'
import { disabledMark, isRecord, listOf, textOf } from './plain.ts'

/** How variables are read. */
export interface VariableOptions {
  /** Does `enabled: false`, as Postman exports it, disable a variable. Default true; newman knows only `disabled: true`. */
  readonly honorEnabled?: boolean | undefined
}

/** Variables of a collection, environment or globals. Entries without a name are left out: nothing can refer to them. */
export function variablesFromJson(json: unknown, { honorEnabled = true }: VariableOptions = {}): readonly Variable[] {
  return listOf(json).flatMap((entry) => {
    if (!isRecord(entry)) return []
    const key = textOf(entry['key']) ?? textOf(entry['id']) ?? ''
    if (key === '') return []
    const type = entry['secret'] === true ? 'secret' : entry['type']
    return [
      {
        key,
        value: castValue(entry['value'], entry['type']),
        ...(typeof type === 'string' ? { type } : {}),
        ...(honorEnabled && entry['enabled'] === false ? { disabled: true } : disabledMark(entry)),
      },
    ]
  })
}

/**
 * A value as its declared type has it: the text `false` of type boolean is true, as in Postman.
 * Source: Variable.types of postman-collection 5, compared in test/load/variables.test.ts.
 */
export function castValue(value: unknown, type: unknown): unknown {
  if (value === undefined || typeof type !== 'string') return value
  switch (type.toLowerCase()) {
    case 'string':
      return textOf(value) ?? 'null'
    case 'number':
      return Number(value)
    case 'boolean':
      return Boolean(value)
    default:
      return value
  }
}
