import type { EventOf, RunEvent } from '../model/event.ts'
import type { SignatureVerdict } from '../model/signature.ts'
import { checkSignature, keysOf } from '../token/check.ts'
import { type Jwt, type Members, readJwt } from '../token/read.ts'
import { sightingsIn } from './sightings.ts'

/**
 * Checks the signatures of the JWTs of a run with the keys that its answers have shown, and puts the verdicts on `item:end`: a JWKS for public keys,
 * a member `secret` or `client_secret` for HS256 and its like. It has to see what nobody else sees: signatures, which are masked later.
 * A JWT of which no key was seen gets no verdict, nor does one that none of several secrets fits: it may be of another one.
 */
export async function* withSignatures(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  const jwts = new Map<string, Jwt>()
  const seen: Keys = { keys: [], secrets: new Set() }
  let isNews = false

  function read(event: RunEvent): void {
    const found = 'cursor' in event && jwts.size < MAX_JWTS ? sightingsIn([event]) : []
    for (const { text } of found) {
      const result = jwts.has(text) ? undefined : readJwt(text)
      if (result?.kind !== 'jwt') continue
      jwts.set(text, result.jwt)
      isNews = true
    }
    if (event.type === 'response' && learn(event, seen)) isNews = true
  }

  const judged = new Map<string, SignatureVerdict['outcome']>()
  for await (const event of events) {
    if (event.type !== 'item:end') {
      read(event)
      yield event
      continue
    }
    // What is wrong by the keys of one issuer may be right by those of another.
    const open = isNews ? [...jwts.values()].filter(({ text }) => judged.get(text) !== 'right') : []
    isNews = false
    const signatures = (await judge(open, seen)).filter(({ jwt, outcome }) => judged.get(jwt) !== outcome)
    for (const { jwt, outcome } of signatures) judged.set(jwt, outcome)
    yield signatures.length === 0 ? event : { ...event, signatures }
  }
}

/** Nobody looks at more of them. */
const MAX_JWTS = 200
const MAX_KEYS = 50
const MAX_TEXT = 1024 * 1024

interface Keys {
  readonly keys: Members[]
  readonly secrets: Set<string>
}

async function judge(jwts: readonly Jwt[], seen: Keys): Promise<readonly SignatureVerdict[]> {
  const verdicts = await Promise.all(jwts.map((jwt) => verdictOf(jwt, seen)))
  return verdicts.filter((verdict) => verdict !== undefined)
}

async function verdictOf(jwt: Jwt, { keys, secrets }: Keys): Promise<SignatureVerdict | undefined> {
  for (const secret of secrets) {
    const { kind } = await checkSignature(jwt, { kind: 'secret', secret })
    if (kind === 'right') return { jwt: jwt.text, outcome: kind, by: 'a secret that an answer has shown' }
  }
  const check = await checkSignature(jwt, { kind: 'jwks', keys })
  const isNamed = typeof jwt.header['kid'] === 'string'
  if (check.kind === 'right' || (check.kind === 'wrong' && isNamed))
    return { jwt: jwt.text, outcome: check.kind, by: check.by }
  return undefined
}

/** Reads keys and secrets in an answer. Were there any. */
function learn({ response: { body } }: EventOf<'response'>, seen: Keys): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const before = seen.keys.length + seen.secrets.size
  if (before >= MAX_KEYS || bytes.length > MAX_TEXT) return false
  if (bytes.includes('"kty"')) seen.keys.push(...(keysOf(parsed(bytes)) ?? []))
  if (bytes.includes('secret"')) {
    for (const { groups } of bytes.toString().matchAll(SECRET)) seen.secrets.add(groups?.['secret'] ?? '')
  }
  return seen.keys.length + seen.secrets.size > before
}

/** Source: PingOne Platform API, "Read Application Secret"; OpenID Connect Dynamic Client Registration 1.0, section 3.2. */
const SECRET = /"(?:client_)?secret"\s*:\s*"(?<secret>[^"\\]+)"/g

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown
  } catch {
    return undefined
  }
}
