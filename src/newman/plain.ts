import type { EventOf } from '../model/event.ts'
import type { Catalogue, JsonObject } from './catalogue.ts'
import { errorJson, failureJson } from './failure.ts'
import type { Happening, ItemRef } from './happening.ts'
import { collectionJson, partJson } from './normalise.ts'
import type { NewmanRequest } from './request.ts'
import { shownRequest } from './shown-request.ts'
import type { Shown } from './tree.ts'

/** Shows a happening as plain JSON: what `JSON.stringify` makes of newman's objects. */
export function plainShow(
  happening: Happening,
  { catalogue, start }: { readonly catalogue: Catalogue; readonly start: EventOf<'run:start'> },
): Shown {
  // Only these are kept: making JSON of the others would be for nothing.
  const ref = 'item' in happening && (happening.name === 'beforeItem' || happening.error) ? happening.item : undefined
  const item = ref && sourceJson(ref, happening, catalogue)
  // Newman fails a request with a copy of the item, which lies in no folder.
  const parent = ref && happening.name !== 'request' ? catalogue.entries.get(ref.id)?.parent : undefined
  return {
    ...(item !== undefined && { item }),
    ...(parent !== undefined && { parent: parentJson(parent) }),
    ...exchangeJson(happening, catalogue),
    ...(happening.error !== undefined && {
      error: errorJson(happening, start),
      failure: failureJson(happening, start),
    }),
  }
}

/** Newman fails a request with a copy of the item that has the request as it was to be sent. */
function sourceJson(ref: ItemRef, happening: Happening, catalogue: Catalogue): object {
  const item = itemJson(ref, catalogue)
  if (happening.name !== 'request' || happening.request === undefined || ref.kind === 'script') return item
  const name = ref.resolvedName === undefined ? {} : { name: ref.resolvedName }
  return {
    ...item,
    ...name,
    request: shownRequest(happening.settled ?? happening.request, catalogue.entries.get(ref.id)?.json),
  }
}

function itemJson(ref: ItemRef, { entries }: Catalogue): object {
  if (ref.kind === 'script') return { id: ref.id, request: ref.request, response: [], event: [] }
  const json = entries.get(ref.id)?.json
  if (json === undefined) return { id: ref.id, name: ref.name }
  // Without the file there is nothing but the name.
  return 'request' in json ? partJson(json) : json
}

/** Of a folder or collection what tells which it is; newman repeats all that is in it. */
function parentJson(parent: JsonObject): object {
  const childless = { ...parent, item: [] }
  return { ...('info' in parent ? collectionJson(childless) : partJson(childless)), item: undefined }
}

function exchangeJson(happening: Happening, { entries }: Catalogue): Pick<Shown, 'request' | 'response'> {
  if (happening.name !== 'request') return {}
  const { answer, item } = happening
  const request = happening.settled ?? happening.request
  return {
    ...(request !== undefined && { request: withoutFile(shownRequest(request, entries.get(item.id)?.json)) }),
    ...(answer !== undefined && { response: { ...answer.response, stream: answer.body } }),
  }
}

/** What a file body holds is a stream in newman, of which JSON has nothing. */
function withoutFile(request: NewmanRequest): NewmanRequest {
  const { body } = request
  if (!isFileBody(body)) return request
  const { content: _, ...file } = body.file
  return { ...request, body: { ...body, file } }
}

function isFileBody(body: unknown): body is { readonly file: { readonly content: unknown } } {
  const file: unknown = typeof body === 'object' && body !== null && 'file' in body ? body.file : undefined
  return typeof file === 'object' && file !== null && 'content' in file
}
