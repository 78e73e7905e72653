import type { Outline } from '../outline.ts'
import type { BodyView } from './body.ts'
import type { CardView } from './card.ts'
import type { ExchangeView } from './exchange.ts'
import type { HtmlOptions } from './options.ts'
import type { Row } from './row.ts'

/** Is an item on the page, as far as the user chooses. */
export function isChosen(row: Row, { foldersOf }: Outline, options: HtmlOptions): boolean {
  const { showOnlyFails, skipRequests, skipFolders } = options
  if (showOnlyFails && row.tone !== 'failed') return false
  if (skipRequests.has(row.name)) return false
  return skipFolders.size === 0 || !foldersOf(row.itemId).some((name) => skipFolders.has(name))
}

/** An exchange of an item without what the user leaves out. */
export function withChosen(exchange: ExchangeView, item: string, options: HtmlOptions): ExchangeView {
  const { response } = exchange
  const left = {
    request: options.omitRequestBodies || options.hideRequestBody.has(item),
    response: options.omitResponseBodies || options.hideResponseBody.has(item),
  }
  return {
    ...exchange,
    headers: headers(exchange.headers, options),
    body: bodyOf(exchange.body, left.request, options),
    ...(response && {
      response: {
        ...response,
        headers: headers(response.headers, options),
        body: bodyOf(response.body, left.response, options),
        redirects: response.redirects.map((hop) => ({ ...hop, headers: headers(hop.headers, options) })),
      },
    }),
  }
}

function headers(all: ExchangeView['headers'], { omitHeaders, skipHeaders }: HtmlOptions): ExchangeView['headers'] {
  return omitHeaders ? [] : all.filter(({ key }) => !skipHeaders.has(key.toLowerCase()))
}

/** A card without what the user leaves out. */
export function chosenIn(card: CardView, options: HtmlOptions): CardView {
  const { exchange, answer, item } = card
  const isLeftOut = options.omitResponseBodies || options.hideResponseBody.has(item)
  return {
    ...card,
    ...(exchange && { exchange: withChosen(exchange, item, options) }),
    ...(answer && { answer: isLeftOut ? NONE : bodyOf(answer, false, options) }),
  }
}

const NONE: BodyView = Object.freeze({ kind: 'body-none' })

function bodyOf(body: BodyView, isLeftOut: boolean, { isPlain }: HtmlOptions): BodyView {
  if (body.kind === 'body-none') return body
  if (isLeftOut) return { kind: 'body-left', size: body.size }
  if (!isPlain || body.kind !== 'body-json') return body
  return { ...body, tokens: [{ text: body.tokens.map(({ text }) => text).join('') }] }
}
