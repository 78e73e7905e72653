import { ControlError } from './control/control.ts'
import { type Call, type Endpoint, json, noContent, type Reply, type WrittenReply } from './endpoint.ts'
import { OAuthError, PingError } from './errors.ts'
import { ROUTES } from './routes.ts'

/** A call before its route is known. */
export type RawCall = Omit<Call, 'params'>

interface Match {
  readonly endpoint: Endpoint
  readonly params: Readonly<Record<string, string>>
}

/** Answers one call. Never throws: refusals and our own defects become PingOne's error body under the correlation id. */
export async function answer(call: RawCall, correlationId: string): Promise<Reply> {
  try {
    const { endpoint, params } = match(call)
    return await endpoint({ ...call, params })
  } catch (error) {
    const { behaviours } = call.world
    if (error instanceof ControlError) return json(error.toBody(), error.status)
    if (error instanceof OAuthError) {
      return json(error.toBody(correlationId, behaviours.get('oauth-errors')), error.status)
    }
    if (!(error instanceof PingError)) return unexpected(correlationId)
    return refusal(error, correlationId, { unauthorized: behaviours.get('unauthorized-code') })
  }
}

/** The answer to a defect of ours. */
export function unexpected(correlationId: string): WrittenReply {
  return refusal(new PingError('UNEXPECTED_ERROR'), correlationId)
}

/** The answer to what cannot be done. */
export function refusal(
  error: PingError,
  correlationId: string,
  names: Parameters<PingError['toBody']>[1] = {},
): WrittenReply {
  return { kind: 'json', status: error.status, body: error.toBody(correlationId, names) }
}

/** OPTIONS is a browser's preflight. Fails with NOT_FOUND for an unknown path, METHOD_NOT_ALLOWED for a known one with another method. */
function match({ method, path, world }: RawCall): Match {
  const isDoubled = world.behaviours.get('doubled-v1') === 'accepted'
  // The template of Ping's environment ends apiPath in /v1, and newer pages add another one.
  const segments = (isDoubled ? path.replace(/^\/v1\/v1(?=\/)/, '/v1') : path).split('/')
  const candidates = ROUTES.flatMap(([routeMethod, pattern, endpoint]) => {
    const params = matchSegments(pattern.split('/'), segments)
    return params === undefined ? [] : [{ method: routeMethod, endpoint, params }]
  })
  if (candidates.length === 0) throw new PingError('NOT_FOUND')
  if (method === 'OPTIONS') return { endpoint: noContent, params: {} }
  const found = candidates.find((candidate) => candidate.method === method)
  if (found === undefined) throw new PingError('METHOD_NOT_ALLOWED')
  return found
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: [string, string][] = []
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (expected.startsWith(':') && segment !== '') params.push([expected.slice(1), decode(segment)])
    else if (expected !== segment) return undefined
  }
  return Object.fromEntries(params)
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // Broken percent-encoding names nothing that exists.
    throw new PingError('NOT_FOUND')
  }
}
