import type { Header } from '../../../model/collection.ts'
import type { RedirectHop } from '../../../model/exchange.ts'
import { endpointsOf, type Party, partyOf } from './parties.ts'
import { pathTemplate } from './path.ts'
import type { Answer, Sketch } from './sketch.ts'
import { createTrail, type Passed, type Trail } from './trail.ts'
import { carriedValues, givenValues, jsonOf, type Message, parameterNames } from './values.ts'

/** One exchange of a flow: its request, the redirects that were followed, and the last answer. */
export interface Step {
  /** From 1. */
  readonly number: number
  readonly sketch: Sketch
  readonly legs: readonly Leg[]
}

/** One arrow. */
export type Leg =
  | {
      readonly kind: 'request'
      readonly party: Party
      readonly method: string
      readonly path: string
      readonly passed: readonly Passed[]
    }
  | {
      readonly kind: 'answer'
      readonly party: Party
      readonly status: number
      readonly statusText: string
      /** Where the flow stands, or what was wrong, in a word of the server. */
      readonly state?: string
    }
  /** No answer came: the code of the failure, if there is one. */
  | { readonly kind: 'lost'; readonly party: Party; readonly code?: string }

/** What is known of a flow so far. */
interface Knowledge {
  readonly trail: Trail
  readonly endpoints: Set<string>
}

/** Reads a flow: who is asked for what, what comes back, and what of it goes into later requests. */
export function stepsOf(sketches: readonly Sketch[]): readonly Step[] {
  const knowledge: Knowledge = { trail: createTrail(), endpoints: new Set() }
  return sketches.map((sketch, index) => {
    const number = index + 1
    return { number, sketch, legs: legsOf(sketch, number, knowledge) }
  })
}

function legsOf(sketch: Sketch, number: number, knowledge: Knowledge): readonly Leg[] {
  const { method, answer } = sketch
  const first = { ...sketch, method }
  if (answer.kind !== 'response') {
    const asked = ask(first, knowledge)
    const code = answer.kind === 'failed' ? { code: answer.code } : {}
    return [asked, { kind: 'lost', party: asked.party, ...code }]
  }
  const legs: Leg[] = []
  let request: Message & { readonly method: string } = first
  for (const hop of answer.redirects) {
    const asked = ask(request, knowledge)
    legs.push(asked, { kind: 'answer', party: asked.party, status: hop.status, statusText: '' })
    knowledge.trail.give(givenValues({ url: hop.url, headers: hop.headers, body: NOTHING }), number)
    request = nextOf(hop, request.body)
  }
  const asked = ask(request, knowledge)
  return [...legs, asked, hear(answer, { number, party: asked.party, knowledge })]
}

const NOTHING: Uint8Array = new Uint8Array(0)

/** A redirect that keeps the method keeps the body. Source: RFC 9110, section 15.4. */
function nextOf({ url, next }: RedirectHop, body: Uint8Array): Message & { readonly method: string } {
  const address = URL.canParse(next.url, url) ? new URL(next.url, url).href : next.url
  return { ...next, url: address, body: ['GET', 'HEAD'].includes(next.method) ? NOTHING : body }
}

function ask(
  message: Message & { readonly method: string },
  { trail, endpoints }: Knowledge,
): Extract<Leg, { kind: 'request' }> {
  const { url, method, headers } = message
  const address = { url, parameters: parameterNames(message), isAuthorized: headers.some(isToken) }
  return {
    kind: 'request',
    party: partyOf(address, endpoints),
    method,
    path: pathTemplate(url),
    passed: trail.carry(carriedValues(message)),
  }
}

interface Hearing {
  readonly number: number
  readonly party: Party
  readonly knowledge: Knowledge
}

function hear(answer: Extract<Answer, { kind: 'response' }>, { number, party, knowledge }: Hearing): Leg {
  const { status, statusText } = answer
  const json = jsonOf(answer.body)
  for (const endpoint of endpointsOf(json)) knowledge.endpoints.add(endpoint)
  knowledge.trail.give(givenValues(answer), number)
  const state = stateOf(json, status)
  return { kind: 'answer', party, status, statusText, ...(state !== undefined && { state }) }
}

/** `status` of a flow, `error` of OAuth, `code` of PingOne's errors. Source: PingOne Platform API, "Flows", "Error codes"; RFC 6749, section 5.2. */
function stateOf(json: unknown, status: number): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { status: flow, error, code } = json as Readonly<Record<string, unknown>>
  const state = status >= 400 ? (error ?? code) : flow
  return typeof state === 'string' && /^[\w.-]{1,60}$/.test(state) ? state : undefined
}

function isToken({ key, value }: Header): boolean {
  return key.toLowerCase() === 'authorization' && /^(?:Bearer|DPoP)\s/i.test(value)
}
