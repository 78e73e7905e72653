import type {
  Collection,
  CookieList,
  Event,
  EventList,
  Item,
  Request,
  Response,
  Script,
  VariableScope,
} from 'postman-collection'
import type { Variable } from '../model/collection.ts'
import type { CookieRecord } from '../model/exchange.ts'
import type { VariableScope as Scope } from '../model/scope.ts'
import type { Catalogue } from './catalogue.ts'
import type { ItemRef, NewmanAnswer, RunScript } from './happening.ts'
import type { NewmanRequest } from './request.ts'
import { transferredBytes } from './response.ts'
import { scopeJson } from './scope-json.ts'
import { shownRequest } from './shown-request.ts'

/** Objects of the Postman Collection SDK for the parts of a run: reporters of newman are made for them. */
export interface Sdk {
  readonly collection: Collection
  /** Takes in the items of one more collection, as a folder: newman knows one. */
  readonly adopt: (catalogue: Catalogue) => void
  readonly item: (ref: ItemRef) => Item
  /** `ref`: the item that sends it. */
  readonly request: (json: NewmanRequest, ref: ItemRef) => Request
  readonly response: (answer: NewmanAnswer) => Response
  readonly cookies: (records: readonly CookieRecord[]) => CookieList
  /** The events of an item for one phase, those of its folders and collection first. */
  readonly events: (item: Item, phase: RunScript['phase']) => readonly Event[]
  /** The event and script behind a script that ran. */
  readonly script: (
    item: Item,
    script: RunScript,
  ) => { readonly event: Event | undefined; readonly script: Script | undefined }
  /** Those of the collection file. */
  readonly variables: () => readonly Variable[]
  /** `document`: the file that the scope was loaded from. */
  readonly scope: (scope: Scope, document: unknown) => VariableScope
  /** Gives a scope other values; it stays the same object. */
  readonly refill: (scope: VariableScope, values: Scope, document: unknown) => void
}

/** Loads the SDK, which takes a quarter of a second, and makes the collection of a run. */
export async function loadSdk({ collection: json, entries }: Catalogue): Promise<Sdk> {
  const { default: sdk } = await import('postman-collection')
  const collection = new sdk.Collection(json as never)
  const items = new Map<string, Item>()
  collection.forEachItem((item) => items.set(item.id, item))

  const events = (item: Item, phase: RunScript['phase']): readonly Event[] =>
    (item.events as unknown as Listeners).listeners(phase, { excludeDisabled: true })

  return {
    collection,
    adopt({ collection: { info, item } }) {
      const { name } = info as { readonly name?: string }
      const folder = new sdk.ItemGroup<Item>({ ...(name !== undefined && { name }), item: [...item] } as never)
      collection.items.add(folder as never)
      folder.forEachItem((each) => items.set(each.id, each))
    },
    item(ref) {
      if (ref.kind === 'script') return new sdk.Item({ id: ref.id, request: requestJson(ref.request) })
      const item = items.get(ref.id) ?? new sdk.Item({ id: ref.id, name: ref.name })
      items.set(ref.id, item)
      // A copy, which lies in no folder.
      if (ref.resolvedName !== undefined) return new sdk.Item({ ...item.toJSON(), name: ref.resolvedName })
      return item
    },
    request: (request, { id }) => new sdk.Request(requestJson(shownRequest(request, entries.get(id)?.json))),
    response: ({ response, body }) => {
      const made = new sdk.Response({
        id: response.id,
        code: response.code,
        status: response.status,
        header: response.header.map(({ key, value }) => ({ key, value })),
        stream: Buffer.from(body),
        responseTime: response.responseTime,
      } as unknown as ConstructorParameters<typeof sdk.Response>[0])
      // For size(); newman's SDK has no such member, so it is not to be seen in JSON.
      return Object.defineProperty(made, 'downloadedBytes', { value: transferredBytes(response) })
    },
    cookies: (records) => new sdk.CookieList(null as never, records.map(cookieJson) as never),
    events,
    script(item, { ref, phase, index }) {
      const all = events(item, phase)
      const event = all.find(({ script }) => script?.id === ref.id) ?? all[index]
      return { event, script: event?.script }
    },
    variables: () =>
      collection.variables.map(({ key, value, type }) => ({ key: String(key), value, type: String(type) })),
    scope: (scope, document) => new sdk.VariableScope(scopeJson(scope, document) as never),
    refill(scope, values, document) {
      scope.clear()
      // The types say that `values` is the definition; it is a list.
      const list = scope.values as unknown as { readonly populate: (values: unknown) => void }
      list.populate(scopeJson(values, document)['values'])
    },
  }
}

/** The types of the SDK lack the options. */
interface Listeners extends Pick<EventList, never> {
  readonly listeners: (name: string, options: { readonly excludeDisabled: boolean }) => readonly Event[]
}

function requestJson(request: NewmanRequest): never {
  return structuredClone(request) as never
}

function cookieJson({ expires, maxAge, ...cookie }: CookieRecord): object {
  return { ...cookie, maxAge: maxAge ?? Number.NaN, expires: expires === undefined ? null : new Date(expires) }
}
