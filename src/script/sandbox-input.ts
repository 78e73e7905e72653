import { Buffer } from 'node:buffer'
import { requestToJson } from '../load/request.ts'
import type { ScriptInput, SentResponse } from './messages.ts'

/** What a script is given, in the words of postman-sandbox: the `context` of its execute call. */
export function contextOf({ scopes, request, response }: ScriptInput): Readonly<Record<string, unknown>> {
  return {
    _variables: scopes.local,
    environment: scopes.environment,
    collectionVariables: scopes.collection,
    globals: scopes.globals,
    data: scopes.data,
    request: requestToJson(request),
    ...(response ? { response: responseDefinition(response), cookies: response.cookies } : {}),
  }
}

/** The rest of the execute call: what pm.info and pm.execution tell, and which parts of pm there are not. */
export function optionsOf(run: number, input: ScriptInput): Readonly<Record<string, unknown>> {
  return {
    cursor: { run, iteration: input.iteration, cycles: input.iterations },
    // Makes the sandbox call the global console with live values before it serializes them.
    debug: true,
    allowSkipRequest: input.phase === 'prerequest',
    legacy: {
      _itemId: input.item.id,
      _itemName: input.item.name,
      _itemPath: input.location,
      _eventItemName: input.owner,
    },
  }
}

/** A response as the SDK's Response is made from. */
export function responseDefinition(response: SentResponse): Readonly<Record<string, unknown>> {
  const { buffer, byteOffset, byteLength } = response.body
  return {
    code: response.status,
    status: response.statusText,
    header: response.headers,
    stream: Buffer.from(buffer, byteOffset, byteLength),
    cookie: response.cookies,
    responseTime: response.responseTimeMs,
    downloadedBytes: response.downloadedBytes,
  }
}
