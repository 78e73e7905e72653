import type { Style } from './style.ts'
import { columnsOf, cutEnd } from './text.ts'

/** Writes lines that stay, and below them one that the next text replaces; `''`: none. */
export type Region = (lines: readonly string[], running: string) => string

/**
 * The line at the end of a terminal that is rewritten while the run goes on. Line and replacement are one text, so that nothing flickers.
 * Elsewhere there is no such line.
 */
export function createRegion(isLive: boolean, style: Style): Region {
  let shown = ''
  return (lines, running) => {
    // One column less than there is: some terminals wrap as soon as the last one is used.
    const next = isLive ? cutEnd(running, style.width - 1, style.signs.cut) : ''
    if (lines.length === 0 && next === shown) return ''
    const text = erase(columnsOf(shown), style.width) + lines.map((line) => `${line}\n`).join('')
    shown = next
    return next === '' ? text : text + style.dim(next)
  }
}

/**
 * Back to the first column and clear to the end of the line. A window that has become narrower has wrapped the line since it was written: only then
 * does the cursor go up, to where it begins. Source: ECMA-48 8.3.22, 8.3.39 and 8.3.41.
 */
function erase(columns: number, width: number): string {
  if (columns === 0) return ''
  const above = Math.ceil(columns / width) - 1
  return above <= 0 ? '\r\u001b[K' : `\r\u001b[${above}A\u001b[J`
}
