import type { Replay, WireAgain } from '../engine/challenge.ts'
import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest, WireResponse } from '../model/exchange.ts'
import { type Challenge, challengesOf } from './challenge.ts'
import { DIGEST_ALGORITHMS, type DigestAlgorithm, digestHeader, findAlgorithm } from './digest-header.ts'
import { randomLetters } from './nonce.ts'
import { newmanWarning, refuse, type Signer, type SignerTools, text, withHeader } from './signer.ts'

/** What a challenge taught: it stands where the user gave nothing. */
interface Learned {
  readonly realm?: string
  readonly nonce?: string
  readonly qop?: string
  readonly opaque?: string
  readonly algorithm?: DigestAlgorithm
  readonly clientNonce?: string
  readonly nonceCount?: string
}

const FIRST_COUNT = '00000001'

/**
 * Makes the signer of digest auth (RFC 7616) for one run. It signs upfront when realm and nonce are known: given by the
 * user, or learned from the challenge of an earlier request that inherits the same auth. Otherwise the request goes out
 * unsigned, and a challenge (401 or 403) is answered. An unknown algorithm fails with AUTH_INVALID.
 * Unlike newman 6.2.2 it takes the challenge's algorithm where the user gave none, picks one qop of several, answers a
 * nonce that went stale between two requests, and counts nonces in hexadecimal digits.
 * Source: Postman Learning Center, "Digest auth"; exchanges observed with newman 6.2.2.
 */
export function createDigest(): Signer {
  const memory = new Map<string, Learned>()
  return (request, parameters, tools) => {
    const name = text(parameters['algorithm'])
    const algorithm = name === '' ? undefined : findAlgorithm(name)
    if (name !== '' && algorithm === undefined && text(parameters['username']) !== '') {
      return unknown(request, name, parameters)
    }
    const attempt = new Attempt(parameters, { ...tools, memory, ...(algorithm && { algorithm }) })
    return attempt.start(request)
  }
}

/** newman 6.2.2 sees it when it has a realm: that of the user, or of a challenge, which it answers unsigned. */
function unknown(request: WireRequest, name: string, given: AuthSpec['parameters']): AuthorizeResult {
  const newman = `Unsupported digest algorithm: ${name}`
  const refused = refuse(request, {
    type: 'digest',
    reason: `the algorithm "${name}" is not known`,
    hint: `Choose one of ${DIGEST_ALGORITHMS.join(', ')}`,
    newman,
  })
  const isKnown = text(given['realm']) !== '' && text(given['nonce']) !== ''
  if (refused.kind !== 'failed' || isKnown || given['disableRetryRequest']) return refused
  let isAnswered = false
  const retry = async (response: WireResponse, again: WireAgain): Promise<Replay> => {
    const isChallenge = isRefusal(response) && challengesOf(response).some(({ scheme }) => scheme === 'digest')
    if (isAnswered || !isChallenge) return {}
    isAnswered = true
    return { request: await again(), warning: newmanWarning('digest', newman) }
  }
  return { ...refused, unsigned: { request, retry } }
}

interface DigestTools extends SignerTools {
  readonly memory: Map<string, Learned>
  /** The user's choice. */
  readonly algorithm?: DigestAlgorithm
}

/** One request from its first sending to the answer of its last challenge. */
class Attempt {
  readonly #given: AuthSpec['parameters']
  readonly #tools: DigestTools
  #learned: Learned
  /** The nonce comes from an earlier request: the server may have forgotten it. */
  #isCarried: boolean

  constructor(given: AuthSpec['parameters'], tools: DigestTools) {
    this.#given = given
    this.#tools = tools
    this.#learned = (tools.sharedBy === undefined ? undefined : tools.memory.get(tools.sharedBy)) ?? {}
    this.#isCarried = this.#learned.nonce !== undefined
  }

  async start(request: WireRequest): Promise<AuthorizeResult> {
    const retry = (response: WireResponse, again: WireAgain): Promise<Replay> => this.#answer(response, again)
    return { kind: 'authorized', request: await this.#sign(request), retry }
  }

  /** Goes on unless the challenge asks for nothing that was not there already. */
  async #answer(response: WireResponse, again: WireAgain): Promise<Replay> {
    if (this.#given['disableRetryRequest']) return {}
    const challenge = isRefusal(response) ? this.#choose(challengesOf(response)) : undefined
    if (challenge === undefined) {
      this.#learn({ nonceCount: increased(this.#learned.nonceCount) })
      return {}
    }
    const asked = this.#read(challenge)
    const isRenewed = this.#isForgotten(challenge)
    if (!isRenewed && NAMES.every((name) => asked[name] === undefined || this.#value(name) !== '')) return {}
    this.#learn(asked)
    this.#isCarried = false
    try {
      return { request: await this.#sign(await again()) }
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'BodyReadError') throw error
      return { warning: newmanWarning('digest', error.message) }
    }
  }

  /** The first challenge, or the first of the algorithm that the user chose. */
  #choose(challenges: readonly Challenge[]): Challenge | undefined {
    const digests = challenges.filter(({ scheme }) => scheme === 'digest')
    const { algorithm } = this.#tools
    return digests.find((challenge) => algorithmOf(challenge) === (algorithm ?? algorithmOf(challenge))) ?? digests[0]
  }

  #read(challenge: Challenge): Learned {
    const { nonce = '', realm = '', opaque = '' } = challenge.parameters
    const qop = qopOf(challenge)
    const algorithm = algorithmOf(challenge)
    const isCounted = qop !== '' || this.#value('qop') !== ''
    return {
      nonce,
      realm,
      ...(opaque !== '' && { opaque }),
      ...(qop !== '' && { qop }),
      ...(algorithm && { algorithm }),
      ...(isCounted && { clientNonce: randomLetters(8, this.#tools.random), nonceCount: FIRST_COUNT }),
    }
  }

  #isForgotten({ parameters }: Challenge): boolean {
    const { nonce } = this.#learned
    if (nonce === undefined || nonce === parameters['nonce'] || text(this.#given['nonce']) !== '') return false
    return this.#isCarried || parameters['stale']?.toLowerCase() === 'true'
  }

  #learn(learned: Learned): void {
    this.#learned = { ...this.#learned, ...learned }
    const { sharedBy, memory } = this.#tools
    if (sharedBy !== undefined) memory.set(sharedBy, this.#learned)
  }

  #value(name: keyof Learned): string {
    const given = text(this.#given[name])
    return given === '' ? (this.#learned[name] ?? '') : given
  }

  /** Without username, realm and nonce nothing is signed, and a header of the user's own stays. */
  async #sign(request: WireRequest): Promise<WireRequest> {
    const username = text(this.#given['username'])
    const realm = this.#value('realm')
    const nonce = this.#value('nonce')
    if (username === '' || realm === '' || nonce === '') return request
    const qop = this.#value('qop')
    const header = digestHeader({
      username,
      realm,
      nonce,
      qop,
      password: text(this.#given['password']),
      algorithm: this.#tools.algorithm ?? this.#learned.algorithm ?? 'MD5',
      nonceCount: this.#value('nonceCount'),
      clientNonce: this.#clientNonce(),
      opaque: this.#value('opaque'),
      method: request.method,
      uri: request.url.replace(/^[^:]+:\/\/[^/?]*/, '') || '/',
      body: qop === 'auth-int' ? await this.#body(request) : undefined,
    })
    return withHeader(request, 'Authorization', header).request
  }

  async #body(request: WireRequest): Promise<Uint8Array | undefined> {
    const { body, pruned, readBody } = this.#tools
    return pruned !== undefined && body?.mode === 'formdata' ? undefined : readBody(pruned ?? request.body)
  }

  /** newman 6.2.2 sends this word for a parameter that is not there at all, and answers the challenge that follows. */
  #clientNonce(): string {
    const isAbsent = this.#given['clientNonce'] === undefined && this.#learned.clientNonce === undefined
    return isAbsent ? 'undefined' : this.#value('clientNonce')
  }
}

/** What must be known for a challenge to be answered already; the algorithm is no such thing. */
const NAMES = Object.freeze(['nonce', 'realm', 'opaque', 'qop', 'clientNonce', 'nonceCount'] as const)

function isRefusal({ status }: WireResponse): boolean {
  return status === 401 || status === 403
}

function algorithmOf({ parameters }: Challenge): DigestAlgorithm | undefined {
  return findAlgorithm(parameters['algorithm'] ?? 'MD5')
}

/** Of several `auth` is preferred: it needs no body. */
function qopOf({ parameters }: Challenge): string {
  const offered = (parameters['qop'] ?? '').split(/[\s,]+/)
  return ['auth', 'auth-int'].find((qop) => offered.includes(qop)) ?? offered.find((qop) => qop !== '') ?? ''
}

/** Eight hexadecimal digits. Source: RFC 7616, section 3.4 ("nc"). */
function increased(nonceCount: string | undefined): string {
  const next = nonceCount === undefined ? 1 : Number.parseInt(nonceCount, 16) + 1
  return next.toString(16).padStart(8, '0')
}
