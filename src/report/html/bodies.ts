import { createHash } from 'node:crypto'
import type { BodyView } from './body.ts'

/** Gives the body itself when it is first shown, and from then on a link to where that was. */
export type ShareBody = (body: BodyView, anchor: string) => BodyView

/** What is shorter takes no more room than a link. Characters. */
const MIN_LENGTH = 512
/** Of different bodies that are remembered. */
const MAX_KNOWN = 50_000

/** Remembers the bodies of a page, by their hashes: the answers of many iterations are often the same. */
export function createShareBody(): ShareBody {
  const known = new Map<string, { readonly id: string; readonly href: string }>()
  return (body, anchor) => {
    if (body.kind !== 'body-json' && body.kind !== 'body-text') return body
    const text = body.kind === 'body-text' ? body.text : body.tokens.map((token) => token.text).join('')
    if (text.length < MIN_LENGTH) return body
    const hash = createHash('sha256').update(text).digest('base64url')
    const first = known.get(hash)
    if (first !== undefined) return { kind: 'body-same', size: body.size, ...first }
    const id = `b${known.size}`
    if (known.size < MAX_KNOWN) known.set(hash, { id, href: `#${anchor}` })
    return { ...body, id }
  }
}

/** The beginning of a body, for pages that fill up. */
export function shortened(body: BodyView): BodyView {
  if (body.kind === 'body-text' && body.text.length > SHORT) {
    return { ...body, text: `${body.text.slice(0, SHORT)}…`, note: CUT }
  }
  if (body.kind !== 'body-json') return body
  let length = 0
  const tokens = body.tokens.filter(({ text }) => {
    length += text.length
    return length <= SHORT
  })
  return tokens.length === body.tokens.length ? body : { ...body, tokens: [...tokens, { text: '…' }], note: CUT }
}

const SHORT = 1000
const CUT = 'cut: the page fills up'
