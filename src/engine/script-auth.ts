import type { RequestTemplate } from '../model/collection.ts'

/** Auth of a folder or collection is no part of the request until it is sent: scripts do not see it. Source: newman 6.2.2, observed. */
export function withoutSharedAuth(request: RequestTemplate): RequestTemplate {
  if (request.auth?.sharedBy === undefined) return request
  const { auth: _unseen, ...rest } = request
  return rest
}

/** A request that a script left without auth still has what the collection gives it. Source: newman 6.2.2, observed. */
export function withOwnAuth(after: RequestTemplate, { auth }: RequestTemplate): RequestTemplate {
  return auth === undefined || after.auth !== undefined ? after : { ...after, auth }
}
