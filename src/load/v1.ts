import { type Input, refusal } from './input.ts'
import { isRecord } from './plain.ts'

/** What newman says about a v1 collection, word for word: pipelines filter these lines. */
export const V1_WARNING =
  'newman: Newman v4 deprecates support for the v1 collection format\n  Use the Postman Native app to export collections in the v2 format\n'

/** Is it a Collection v1: name, order and requests, as newman tells it. A wrapped one is unwrapped before. */
export function isV1(json: unknown): boolean {
  return isRecord(json) && Boolean(json['name'] && json['order'] && json['requests'])
}

/**
 * Collection v1 → v2.1, with the converter that newman and Postman use; ids of requests are lost as with them.
 * Fails with COLLECTION_INVALID. Source: https://schema.postman.com/collection/json/v1.0.0/draft-07/docs/index.html
 */
export async function convertV1(json: unknown, input: Input): Promise<unknown> {
  const { default: transformer } = await import('postman-collection-transformer')
  const options = { inputVersion: '1.0.0', outputVersion: '2.1.0' }
  try {
    const converted = await new Promise((resolve, reject) => {
      transformer.convert(json, options, (error, made) => (error ? reject(error) : resolve(made)))
    })
    return withBodies(converted)
  } catch (cause) {
    if (cause instanceof RangeError) throw cause
    throw refusal(input, 'it is a Collection v1 that cannot be converted to v2.1', {
      code: 'COLLECTION_INVALID',
      hint: 'Import it into Postman and export it as Collection v2.1',
      cause,
    })
  }
}

/** Without a body the converter says `undefined`, which is no JSON; newman makes an empty body of it. */
function withBodies(converted: unknown): unknown {
  if (!isRecord(converted)) return converted
  const { item, request } = converted
  return {
    ...converted,
    ...(Array.isArray(item) && { item: item.map(withBodies) }),
    ...(isRecord(request) && 'body' in request && { request: { ...request, body: request['body'] ?? {} } }),
  }
}
