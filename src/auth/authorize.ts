import type { Authorize } from '../engine/ports.ts'
import type { WireRequest } from '../model/exchange.ts'
import { signApiKey } from './apikey.ts'
import { signBasic } from './basic.ts'
import { signBearer } from './bearer.ts'
import { type AuthTools, type Signer, unsigned } from './signer.ts'

/** Auth type → signer. */
const SIGNERS: Readonly<Record<string, Signer>> = Object.freeze({
  apikey: signApiKey,
  basic: signBasic,
  bearer: signBearer,
  noauth: unsigned,
})

/**
 * The Authorize port: signs a request as its auth type asks. A type without a signer fails with AUTH_UNSUPPORTED,
 * where newman prints a warning and sends the request unsigned.
 */
export function createAuthorize(tools: AuthTools): Authorize {
  return async (request, { type, parameters }) => {
    const signer = Object.hasOwn(SIGNERS, type) ? SIGNERS[type] : undefined
    if (signer !== undefined) return signer(request, parameters, tools)
    const message = `Cannot sign "${describe(request)}": auth type "${type}" is not supported yet`
    const hint = `Supported auth types: ${Object.keys(SIGNERS).join(', ')}`
    return { kind: 'failed', failure: { code: 'AUTH_UNSUPPORTED', message, hint } }
  }
}

/** Method and URL without query and user: they may hold secrets. */
function describe({ method, url }: WireRequest): string {
  const [place = ''] = url.split('?')
  return `${method} ${place.replace(/\/\/[^/]*@/, '//')}`
}
