import type { Authorize, AuthorizeResult } from '../engine/ports.ts'
import type { WireRequest } from '../model/exchange.ts'
import { signApiKey } from './apikey.ts'
import { signAsap } from './asap.ts'
import { signAwsV4 } from './awsv4.ts'
import { signBasic } from './basic.ts'
import { signBearer } from './bearer.ts'
import { createDigest } from './digest.ts'
import { signEdgeGrid } from './edgegrid.ts'
import { signHawk } from './hawk.ts'
import { signJwt } from './jwt.ts'
import { signNtlm } from './ntlm.ts'
import { signOAuth1 } from './oauth1.ts'
import { signOAuth2 } from './oauth2.ts'
import { type AuthTools, nameRequest, refuse, type Signer, unsigned } from './signer.ts'
import { createFetchToken } from './token-cache.ts'

/** Auth type → signer; `digest` has a memory and is made for each run. */
const SIGNERS: Readonly<Record<string, Signer>> = Object.freeze({
  apikey: signApiKey,
  asap: signAsap,
  awsv4: signAwsV4,
  basic: signBasic,
  bearer: signBearer,
  edgegrid: signEdgeGrid,
  hawk: signHawk,
  jwt: signJwt,
  noauth: (request) => unsigned(request),
  ntlm: signNtlm,
  oauth1: signOAuth1,
  oauth2: signOAuth2,
})

/**
 * The Authorize port: signs a request as its auth type asks. A type without a signer fails with AUTH_UNSUPPORTED,
 * where newman prints a warning and sends the request unsigned. Tokens are kept for one run.
 */
export function createAuthorize(tools: AuthTools): Authorize {
  const fetchToken = createFetchToken(tools)
  const signers: Readonly<Record<string, Signer>> = { ...SIGNERS, digest: createDigest() }
  return async (request, { type, parameters, sharedBy }, options = {}) => {
    const signer = Object.hasOwn(signers, type) ? signers[type] : undefined
    if (signer !== undefined) {
      const own = { ...options, ...(sharedBy !== undefined && { sharedBy }) }
      try {
        return await signer(request, parameters, { ...tools, fetchToken, ...own })
      } catch (error) {
        return answer(error, request, type)
      }
    }
    const message = `Cannot sign "${nameRequest(request)}": auth type "${type}" is not supported yet`
    const hint = `Supported auth types: ${Object.keys(signers).toSorted().join(', ')}`
    const warning = `runtime: could not find a handler for auth: ${type}`
    return {
      kind: 'failed',
      failure: { code: 'AUTH_UNSUPPORTED', message, hint },
      unsigned: { request, warning, warnsTwice: true },
    }
  }
}

/** What the body or the text of a request can do to a signer; anything else is a defect. */
function answer(error: unknown, request: WireRequest, type: string): AuthorizeResult {
  if (error instanceof URIError) {
    return refuse(request, {
      type,
      reason: 'its URL, body or a parameter holds text that cannot be percent-encoded or decoded',
      hint: 'Look for a lone % in the URL; it is written %25',
      newman: error.message,
    })
  }
  if (!(error instanceof Error) || error.name !== 'BodyReadError') throw error
  return { kind: 'failed', failure: { code: 'FILE_UNREADABLE', message: error.message } }
}
