import type { ErrorCode, RunnerError } from '../errors.ts'
import { EXPORT_V2, type Input, refusal } from './input.ts'
import { isRecord, type JsonRecord } from './plain.ts'

/** The members of a collection, its list of items checked. */
type CollectionJson = JsonRecord & { readonly item: readonly unknown[] }

/**
 * Checks that JSON is a collection v2.1 or v2.0, and unwraps it; v1 is converted before (v1.ts). What counts is the list of items, not the schema it names.
 * Fails with COLLECTION_VERSION for v3 and an incomplete v1, with COLLECTION_INVALID for all else.
 */
export function collectionShape(
  json: unknown,
  input: Input,
  { allowEmpty = false }: { readonly allowEmpty?: boolean | undefined } = {},
): CollectionJson {
  const collection = unwrapCollection(json)
  if (!isRecord(collection)) throw refuseAs(input, NO_OBJECT)
  const { item } = collection
  if (Array.isArray(item)) return { ...collection, item }
  // What Postman calls a collection has `info`, and its items may be one that is no list.
  const isOne = isRecord(item)
  if (allowEmpty && (isOne || !item) && isRecord(collection['info']) && !KNOWN.some(({ has }) => has(collection))) {
    return { ...collection, item: isOne ? [item] : [] }
  }
  throw refuseAs(input, KNOWN.find(({ has }) => has(collection)) ?? UNKNOWN)
}

/** The Postman API wraps a collection in a member `collection`. */
export function unwrapCollection(json: unknown): unknown {
  return isRecord(json) && isRecord(json['collection']) ? json['collection'] : json
}

/** The refusal of YAML in place of a collection: an OpenAPI document, else a Collection v3. */
export function yamlRefusal(input: Input): RunnerError {
  if (OPENAPI_YAML.test(input.text)) return refuseAs(input, OPENAPI)
  return refuseAs(input, { ...V3, reason: 'it is YAML, the format of Collection v3, which is not supported' })
}

interface Refused {
  readonly code: ErrorCode
  readonly reason: string
  /** `name` is the path or URL of the file. */
  readonly hint: (name: string) => string
}

function refuseAs(input: Input, { code, reason, hint }: Refused): RunnerError {
  return refusal(input, reason, { code, hint: hint(input.name) })
}

const OPENAPI_YAML = /^["']?(?:openapi|swagger)["']?:/m

const OPENAPI: Refused = Object.freeze({
  code: 'COLLECTION_INVALID',
  reason: 'it is an OpenAPI document',
  hint: (name: string) =>
    `Import it into Postman and export the collection, or convert it: npx -p openapi-to-postmanv2 openapi2postmanv2 -s ${name} -o collection.json`,
})

const V3: Refused = Object.freeze({
  code: 'COLLECTION_VERSION',
  reason: 'it is a Collection v3, which is not supported',
  hint: () => EXPORT_V2,
})

const NO_OBJECT: Refused = Object.freeze({
  code: 'COLLECTION_INVALID',
  reason: 'it is not a collection: the JSON is not an object',
  hint: () => EXPORT_V2,
})

const UNKNOWN: Refused = Object.freeze({
  code: 'COLLECTION_INVALID',
  reason: 'it is not a collection: it has no "item" list',
  hint: () => EXPORT_V2,
})

/** What people pass by mistake, by the members it has. */
const KNOWN: readonly (Refused & { readonly has: (json: JsonRecord) => boolean })[] = Object.freeze([
  { ...OPENAPI, has: (json: JsonRecord) => 'openapi' in json || 'swagger' in json },
  { ...V3, has: (json: JsonRecord) => '$kind' in json },
  {
    code: 'COLLECTION_VERSION',
    reason: 'it is an incomplete Collection v1: it has no name or no "order" list',
    hint: (name: string) =>
      `Import it into Postman and export it as Collection v2.1, or convert it: npx postman-collection-transformer convert -i ${name} -j 1.0.0 -o collection.json -p 2.1.0`,
    has: (json: JsonRecord) => Array.isArray(json['requests']),
  },
  {
    code: 'COLLECTION_INVALID',
    reason: 'it is a globals file',
    hint: (name: string) => `Pass it with a collection: flowgate run <collection> --globals ${name}`,
    has: (json: JsonRecord) => Array.isArray(json['values']) && json['_postman_variable_scope'] === 'globals',
  },
  {
    code: 'COLLECTION_INVALID',
    reason: 'it is an environment',
    hint: (name: string) => `Pass it with a collection: flowgate run <collection> --environment ${name}`,
    has: (json: JsonRecord) => Array.isArray(json['values']),
  },
])
