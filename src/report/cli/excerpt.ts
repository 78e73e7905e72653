import type { EventOf } from '../../model/event.ts'
import type { Style } from './style.ts'
import { cutEnd, plain } from './text.ts'

/** Below it the server did what it was asked to do: its answer is for the assertions to judge. */
const FIRST_ERROR = 400
/** Lines of a terminal that an answer may take. */
const MAX_LINES = 3

/** What a server says about its refusal, on a few lines. None if it did not refuse, or says it in something that is no text. */
export function bodyExcerpt({ response }: EventOf<'response'>, style: Style): readonly string[] {
  if (response.status < FIRST_ERROR || response.body.byteLength === 0) return []
  const text = new TextDecoder().decode(response.body)
  // Pages are for browsers, and what has NUL in it is no text.
  if (/^\s*<(?:!doctype|html)/i.test(text) || text.includes('\u0000')) return []
  const words = text.trim().replaceAll(/\s+/g, ' ')
  return words === '' ? [] : [cutEnd(plain(words), style.width * MAX_LINES, style.signs.cut)]
}
