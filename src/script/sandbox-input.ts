import { Buffer } from 'node:buffer'
import { requestToJson } from '../load/request.ts'
import type { ScriptInput, SentResponse } from './messages.ts'
import { withPrologue } from './sandbox-prologue.ts'

/**
 * The script, as the event that the SDK makes of it. Where an id is missing, here and in the scopes, the SDK makes one up,
 * and a script given as text is split into lines and joined again: together two thirds of what a small script costs.
 */
export function targetOf({ phase, source }: ScriptInput): Readonly<Record<string, unknown>> {
  return { listen: phase, script: { id: phase, exec: [withPrologue(source)] } }
}

/** What a script is given, in the words of postman-sandbox: the `context` of its execute call. */
export function contextOf({ scopes, request, response }: ScriptInput): Readonly<Record<string, unknown>> {
  return {
    _variables: { id: 'local', ...scopes.local },
    environment: { id: 'environment', ...scopes.environment },
    collectionVariables: { id: 'collection', ...scopes.collection },
    globals: { id: 'globals', ...scopes.globals },
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
    id: 'response',
    code: response.status,
    status: response.statusText,
    header: response.headers,
    stream: Buffer.from(buffer, byteOffset, byteLength),
    cookie: response.cookies,
    responseTime: response.responseTimeMs,
    downloadedBytes: response.downloadedBytes,
  }
}
