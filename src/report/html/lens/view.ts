import { type Finding, findingsOf, type SignatureCheck } from '../../../token/findings.ts'
import { readJwt } from '../../../token/read.ts'
import { type Explanation, explain } from '../../../token/words.ts'
import { formatCount } from '../../format.ts'
import type { SeenToken, SeenTokens } from './keep.ts'
import { useFindings } from './use.ts'

/** The tokens of a run, explained. */
export interface LensView {
  readonly count: number
  /** How they are judged, and what is not shown. */
  readonly about: string
  readonly tokens: readonly TokenView[]
}

/** One token. */
interface TokenView {
  readonly id: string
  readonly title: string
  readonly tone: Finding['level'] | 'sound'
  /** The gravest in a few words, for the closed box. */
  readonly summary: string
  readonly findings: readonly { readonly level: string; readonly text: string }[]
  readonly parts: readonly { readonly name: string; readonly rows: Explanation['claims'] }[]
  readonly places: readonly PlaceView[]
  readonly more?: string
}

interface PlaceView {
  readonly item: string
  readonly text: string
  readonly href?: string
}

/** The run of tokens. */
export interface LensContext {
  readonly number: number
  /** ISO 8601 UTC. */
  readonly startedAt: string
  readonly isShown: (anchor: string) => boolean
}

/** Prepares the tokens of a run; undefined if there were none. A token is judged at the time when it was used last, or else first seen. */
export function viewLens({ tokens, isFull }: SeenTokens, context: LensContext): LensView | undefined {
  const views = tokens.flatMap((token, index) => viewToken(token, `token-${context.number}-${index}`, context) ?? [])
  if (views.length === 0) return undefined
  const rest = isFull ? ` These are the first ${formatCount(tokens.length, 'token')}; later ones are not shown.` : ''
  return {
    count: views.length,
    about: `Judged at the time when a token was sent last, or else first seen.${rest}`,
    tokens: views,
  }
}

function viewToken(token: SeenToken, id: string, { startedAt, isShown }: LensContext): TokenView | undefined {
  const result = readJwt(normal(token.text))
  if (result.kind === 'unreadable') return undefined
  const { jwt } = result
  const isEncrypted = isJwe(token.text)
  const used = token.sightings.findLast(({ way }) => way === 'sent') ?? token.sightings[0]
  const at = Date.parse(startedAt) + (used?.at ?? 0)
  const { title, header, claims } = explain(jwt, at)
  const findings = isEncrypted ? [ENCRYPTED] : judged(token, jwt, at)
  const tone = findings.find(({ level }) => level !== 'sound')?.level ?? 'sound'
  return {
    id,
    title: isEncrypted ? 'An encrypted token' : title,
    tone,
    summary: SUMMARIES[tone],
    findings,
    parts: [{ name: 'Header', rows: header }, ...(isEncrypted ? [] : [{ name: 'Claims', rows: claims }])],
    places: token.sightings.map(({ item, place, anchor }) => ({
      item,
      text: place,
      ...(isShown(anchor) && { href: `#${anchor}` }),
    })),
    ...(token.more > 0 && { more: formatCount(token.more, 'more time') }),
  }
}

type Level = Finding['level'] | 'sound'

const SUMMARIES: Readonly<Record<Level, string>> = Object.freeze({
  sound: 'sound',
  note: 'with a note',
  warning: 'with a warning',
  invalid: 'invalid',
})

const ENCRYPTED = Object.freeze({ level: 'note', text: 'is encrypted: only its receiver can read it' } as const)

interface Judgement {
  readonly level: Level
  readonly text: string
}

function judged(token: SeenToken, jwt: Parameters<typeof findingsOf>[0], at: number): readonly Judgement[] {
  const check = checkOf(token)
  const found = [...findingsOf(jwt, at, check), ...useFindings(jwt, token.sightings)]
  const right =
    check.kind === 'right' ? [{ level: 'sound', text: `has the right signature, by ${check.by}` } as const] : []
  return [...right, ...LEVELS.flatMap((level) => found.filter((finding) => finding.level === level))]
}

const LEVELS = Object.freeze(['invalid', 'warning', 'note'] as const)

function checkOf({ verdict }: SeenToken): SignatureCheck {
  return verdict === undefined ? { kind: 'unchecked' } : { kind: verdict.outcome, by: verdict.by }
}

/** A masked signature is one; a JWE is read by its header. */
function normal(text: string): string {
  const [header = '', payload = '', ...rest] = text.split('.')
  if (isJwe(text)) return `${header}.e30.masked`
  return `${header}.${payload}.${rest.join('') === '' ? '' : 'masked'}`
}

function isJwe(text: string): boolean {
  return text.split('.')[1]?.startsWith('[') === true || (!text.includes('[') && text.split('.').length === 5)
}
