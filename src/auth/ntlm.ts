import type { Replay, WireAgain } from '../engine/challenge.ts'
import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest, WireResponse } from '../model/exchange.ts'
import { challengesOf } from './challenge.ts'
import { authenticateMessage, type NtlmAccount, negotiateMessage, readChallenge } from './ntlm-message.ts'
import { type SignerTools, text, withHeader, withoutHeaders } from './signer.ts'

/**
 * NTLM over HTTP ([MS-NTHT]): the request goes out without credentials; when the server asks (401 or 403), again with
 * type 1, and again with type 3. The connection stays authenticated, so the next request needs none of it.
 * Missing parameters are empty, and asked for by the server all the same.
 * Source: Postman Learning Center, "NTLM authentication"; exchanges observed with newman 6.2.2.
 */
export function signNtlm(
  request: WireRequest,
  parameters: AuthSpec['parameters'],
  tools: SignerTools,
): AuthorizeResult {
  const bare = withoutHeaders(request, ['authorization'])
  if (parameters['disableRetryRequest']) return { kind: 'authorized', request: bare }
  const account = accountOf(parameters)
  let step: keyof typeof STEPS = 'start'
  const retry = async (response: WireResponse, again: WireAgain): Promise<Replay> => {
    if (response.status !== 401 && response.status !== 403) return {}
    const answer = STEPS[step](tokensOf(response), account, tools)
    step = step === 'start' ? 'negotiated' : 'done'
    if (answer.kind !== 'message') return answer.kind === 'broken' ? { warning: BROKEN + answer.reason } : {}
    const value = `NTLM ${Buffer.from(answer.bytes).toString('base64')}`
    return { request: withHeader(await again(), 'Authorization', value).request }
  }
  return { kind: 'authorized', request: bare, retry }
}

/** newman's words. */
const BROKEN = 'runtime~ntlm.auth: there was an error validating auth: ntlm: '

type Answer =
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'none' }

/** `tokens`: of the NTLM challenges of a response, empty for one without a message. */
type Step = (tokens: readonly string[], account: NtlmAccount, tools: SignerTools) => Answer

/** How far the handshake has come → what comes next. */
const STEPS = Object.freeze({
  start: (tokens, account) =>
    tokens.length === 0 ? { kind: 'none' } : { kind: 'message', bytes: negotiateMessage(account) },
  negotiated: (tokens, account, { clock, random }) => {
    const token = tokens.find((each) => each !== '')
    if (token === undefined) return { kind: 'broken', reason: 'server did not send NTLM type 2 message' }
    const challenge = readChallenge(Buffer.from(token, 'base64'))
    if (challenge === undefined) {
      return { kind: 'broken', reason: 'server did not correctly process authentication request' }
    }
    const moment = { clientChallenge: random.bytes(8), epochMs: clock.epoch() }
    return { kind: 'message', bytes: authenticateMessage(challenge, account, moment) }
  },
  done: () => ({ kind: 'none' }),
} satisfies Record<string, Step>)

function tokensOf(response: WireResponse): readonly string[] {
  const ofNtlm = challengesOf(response).filter(({ scheme }) => scheme === 'ntlm')
  return ofNtlm.map(({ token }) => token ?? '')
}

function accountOf(parameters: AuthSpec['parameters']): NtlmAccount {
  const username = text(parameters['username'])
  const domain = text(parameters['domain'])
  const password = text(parameters['password'])
  const workstation = text(parameters['workstation'])
  return { ...(domain === '' ? split(username) : { username, domain }), password, workstation }
}

/** `DOMAIN\user` and `user@domain`; what has both signs, or one twice, is a user as it stands. */
function split(name: string): Pick<NtlmAccount, 'username' | 'domain'> {
  const { domain, username } =
    /^(?<domain>[^\\@]+)\\(?<username>[^\\@]+)$/.exec(name)?.groups ??
    /^(?<username>[^\\@]+)@(?<domain>[^\\@]+)$/.exec(name)?.groups ??
    {}
  return domain === undefined || username === undefined ? { username: name, domain: '' } : { username, domain }
}
