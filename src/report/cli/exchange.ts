import type { EventOf } from '../../model/event.ts'
import { formatBytes, formatCount, formatDuration } from '../format.ts'
import type { Style } from './style.ts'
import { cutUrl, plain } from './text.ts'

type Request = EventOf<'request'>
type Answer = EventOf<'response'> | EventOf<'request:failed'>

/** Narrower than this a URL says nothing; the line wraps instead. */
const MIN_URL = 24

/** One line for one exchange: `GET http://localhost/users [200 OK, 1.2 kB, 14 ms]`, cut to the width. */
export function exchangeLine(request: Request, answer: Answer, style: Style): string {
  const method = plain(request.wire.method)
  const facts = answer.type === 'response' ? factsOf(answer) : { status: '', rest: ['failed'] }
  const taken = method.length + [facts.status, ...facts.rest].join(', ').length + INDENT + BRACKETS
  const url = cutUrl(plain(request.wire.url), Math.max(MIN_URL, style.width - taken), style.signs.cut)
  return `${style.bold(method)} ${url} ${bracket(facts, style)}`
}

/** Columns in front of the line in the tree, and of the spaces and brackets in it. */
const INDENT = 4
const BRACKETS = 4

interface Facts {
  readonly status: string
  readonly rest: readonly string[]
}

function factsOf({ response, timings }: EventOf<'response'>): Facts {
  const { redirects } = response
  return {
    status: plain(`${response.status} ${response.statusText}`.trimEnd()),
    rest: [
      ...(redirects.length > 0 ? [formatCount(redirects.length, 'redirect')] : []),
      formatBytes(response.sizeBytes),
      formatDuration(timings.total),
    ],
  }
}

function bracket({ status, rest }: Facts, style: Style): string {
  const after = rest.join(', ')
  if (status === '') return style.red(`[${after}]`)
  const paint = Number(status.slice(0, 3)) < 400 ? style.green : style.yellow
  return `${style.dim('[')}${paint(status)}${style.dim(`, ${after}]`)}`
}
