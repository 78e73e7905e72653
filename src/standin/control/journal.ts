import { type Endpoint, json, noContent } from '../endpoint.ts'

/** GET `/standin/journal`: the requests, newest last. `method`, `status` and `path` (a part of it) choose among them. */
export const readJournal: Endpoint = ({ world, query }) => {
  const [method, status, path] = [query.get('method'), query.get('status'), query.get('path')]
  return json(
    world.control.journal
      .rows()
      .filter(
        (entry) =>
          (method === null || entry.method === method.toUpperCase()) &&
          (status === null || String(entry.status) === status) &&
          (path === null || entry.path.includes(path)),
      ),
  )
}

/** DELETE `/standin/journal`. */
export const clearJournal: Endpoint = ({ world }) => {
  world.control.journal.replace([])
  return noContent()
}
