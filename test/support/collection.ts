import type { Collection, Folder, Item, RequestTemplate, Script } from '../../src/model/collection.ts'

/** A GET of `http://example.test/`. */
export function request(overrides: Partial<RequestTemplate> = {}): RequestTemplate {
  return {
    method: 'GET',
    url: { protocol: 'http', host: ['example', 'test'], path: [''], query: [], variables: [] },
    header: [],
    ...overrides,
  }
}

/** An item whose id is its name. */
export function item(name: string, overrides: Partial<Item> = {}): Item {
  return { kind: 'item', id: name, name, request: request(), scripts: [], examples: [], behavior: {}, ...overrides }
}

/** A folder whose id is its name. */
export function folder(name: string, children: Folder['children'], overrides: Partial<Folder> = {}): Folder {
  return { kind: 'folder', id: name, name, children, scripts: [], behavior: {}, ...overrides }
}

/** A collection called "Shop". */
export function collection(children: Collection['children'], overrides: Partial<Collection> = {}): Collection {
  return { id: 'shop', name: 'Shop', children, scripts: [], variables: [], behavior: {}, ...overrides }
}

/** A script whose ids are made from its source. */
export function script(listen: Script['listen'], source: string, overrides: Partial<Script> = {}): Script {
  return { id: `script ${source}`, eventId: `event ${source}`, listen, source, ...overrides }
}
