import type { RunEvent } from '../model/event.ts'
import type { CookieRecord, WireBody } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { VariableScope } from '../model/scope.ts'
import { bodyFacts } from './body.ts'
import { valueText } from './value.ts'

/** What there is to say of one run, each with the place it was said at, in order. Two runs are equal when these are. */
export interface Facts {
  readonly items: readonly ItemFacts[]
  /** Variables and cookies that the run left, by scope or domain and name, and whether it has failures. */
  readonly ending: ReadonlyMap<string, string>
}

/** Those of one visit of an item. */
export interface ItemFacts {
  readonly name: string
  readonly facts: ReadonlyMap<string, string>
}

/** Headers that are another in each run, whoever sends them. */
const VOLATILE_HEADERS: readonly string[] = Object.freeze(['postman-token', 'date'])

interface OpenItem {
  readonly name: string
  readonly facts: Map<string, string>
  readonly numbers: Map<number, number>
  assertions: number
  errors: number
  lines: number
}

/** Takes in the events of a run, one by one. */
export interface Fold {
  readonly take: (event: RunEvent) => void
  readonly facts: () => Facts
}

/** Folds the events of a run. Times, ids and headers that are by lot are left out. */
export function createFold(): Fold {
  const items: ItemFacts[] = []
  const ending = new Map<string, string>()
  let open: OpenItem | undefined
  let hasFailed = false
  return {
    take(event) {
      if (event.type === 'item:start') {
        open = openItem(event)
        items.push(open)
      }
      if (event.type === 'run:end') endingOf(event, ending)
      if (open !== undefined) hasFailed = note(event, open) || hasFailed
    },
    facts: () => ({ items, ending: new Map(ending).set('verdict', hasFailed ? 'failed' : 'passed') }),
  }
}

function openItem({ cursor: { iteration, itemName } }: Extract<RunEvent, { type: 'item:start' }>): OpenItem {
  const name = `${itemName} (iteration ${iteration + 1})`
  return { name, facts: new Map(), numbers: new Map(), assertions: 0, errors: 0, lines: 0 }
}

/** Puts down what an event says; true if it is a failure. */
function note(event: RunEvent, item: OpenItem): boolean {
  const { facts } = item
  // newman has no producers; what becomes of one that fails, the item says.
  if ('producer' in event && event.type !== 'produced') return false
  switch (event.type) {
    case 'request': {
      const { method, url, headers, body } = event.wire
      const number = item.numbers.size + 1
      item.numbers.set(event.exchange, number)
      facts.set(`request ${number}`, `${method} ${url}`)
      headers.forEach(({ key, value }, at) => {
        const shown = VOLATILE_HEADERS.includes(key.toLowerCase()) ? '…' : value
        facts.set(`request ${number}, header ${at + 1}`, `${key}: ${shown}`)
      })
      const text = bodyText(body)
      if (text !== undefined) facts.set(`request ${number}, body`, text)
      return false
    }
    case 'response': {
      const place = `request ${item.numbers.get(event.exchange) ?? '?'}, answer`
      facts.set(place, String(event.response.status))
      for (const [part, value] of bodyFacts(event.response.body)) facts.set(`${place} body${part}`, value)
      return false
    }
    case 'request:failed':
      facts.set(`request ${item.numbers.get(event.exchange) ?? '?'}, answer`, reasonOf(event.failure))
      return true
    case 'assertion': {
      item.assertions += 1
      const reason = event.outcome === 'failed' ? `: ${event.failure.error?.message ?? event.failure.message}` : ''
      facts.set(`assertion ${item.assertions}`, `${event.outcome} "${event.name}"${reason}`)
      return event.outcome === 'failed'
    }
    case 'script:end':
      if (event.failure === undefined) return false
      item.errors += 1
      facts.set(`script error ${item.errors}`, `${event.phase}: ${reasonOf(event.failure)}`)
      return true
    case 'item:end':
      if (event.outcome === 'skipped') facts.set('outcome', 'skipped')
      return event.outcome === 'failed'
    case 'console':
      item.lines += 1
      facts.set(`console ${item.lines}`, consoleText(event))
      return false
    case 'run:start':
    case 'iteration:start':
    case 'item:start':
    case 'produced':
    case 'script:start':
    case 'mutation':
    case 'contract':
    case 'wait':
    case 'finding':
    case 'iteration:end':
    case 'run:end':
      return false
  }
}

/** What a timer threw is told by newman's engine in the same words. */
function consoleText({ level, values, thrown }: Extract<RunEvent, { type: 'console' }>): string {
  const words = thrown === undefined ? values.map(valueText) : [reasonOf(thrown)]
  return `${level}: ${words.join(' ')}`
}

/** An error of the system by its code, any other by its words. */
function reasonOf({ error, message }: Failure): string {
  if (error?.code !== undefined) return error.code
  return error === undefined ? message : `${error.name}: ${error.message}`
}

function bodyText(body: WireBody): string | undefined {
  switch (body.kind) {
    case 'none':
      return undefined
    case 'bytes':
      return new TextDecoder().decode(body.bytes)
    case 'parts':
      return body.parts
        .map((part) =>
          'path' in part ? `(file ${part.path}, ${part.sizeBytes} bytes)` : new TextDecoder().decode(part.bytes),
        )
        .join('')
  }
}

function endingOf({ scopes, cookies }: Extract<RunEvent, { type: 'run:end' }>, ending: Map<string, string>): void {
  const named: readonly (readonly [string, VariableScope])[] = [
    ['environment', scopes.environment],
    ['globals', scopes.globals],
    ['collection variable', scopes.collection],
  ]
  for (const [scope, { values }] of named) {
    for (const { key, value, disabled } of values) {
      if (disabled !== true) ending.set(`${scope} "${key}"`, valueText(value))
    }
  }
  for (const cookie of cookies)
    ending.set(`cookie "${cookie.name}" of ${cookie.domain}${cookie.path}`, cookieText(cookie))
}

/** Not when it expires: that depends on when it was set. */
function cookieText({ value, expires, secure, httpOnly, hostOnly, sameSite }: CookieRecord): string {
  const marks = [
    expires === undefined ? 'session' : 'expires',
    ...(secure ? ['secure'] : []),
    ...(httpOnly ? ['httponly'] : []),
    ...(hostOnly ? ['host only'] : []),
    ...(sameSite === undefined ? [] : [`samesite ${sameSite}`]),
  ]
  return [value, ...marks].join('; ')
}
