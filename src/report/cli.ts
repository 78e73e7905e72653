import type { EventOf, RunEvent } from '../model/event.ts'
import { consequenceText, failureList, failureTitle, type ListedFailure } from './cli/failures.ts'
import { type Style, styleFor } from './cli/style.ts'
import { columnsOf, cutEnd, plain, plainLines } from './cli/text.ts'
import { totals, verdict } from './cli/totals.ts'
import { type Position, start, tell } from './cli/tree.ts'
import { exchangeDetails } from './cli/verbose.ts'
import type { CreateReporter } from './reporter.ts'
import { emptySummary, summarize, summaryOf } from './summarize.ts'
import type { FailureRecord } from './summary.ts'

/**
 * The report for the terminal: the tree of items as they run, then the failures, the totals and a verdict.
 * On a terminal one more line shows what is running; elsewhere every line is final.
 * Options, as newman's cli reporter has them: `silent`, `noBanner`, `noAssertions`, `noSuccessAssertions`, `noConsole`, `noFailures`, `noSummary`,
 * `showTimestamps`; and `verbose`, which `--verbose` sets: headers, bodies and times of every exchange.
 * Source: newman README, "CLI reporter options".
 */
export const createCliReporter: CreateReporter = ({ screen, options }) => {
  const style = styleFor(screen)
  const isOn = (name: string): boolean => options[name] === true || options[name] === 'true'
  const shown: Shown = {
    isLive: screen.isTerminal,
    failures: !isOn('noFailures'),
    summary: !isOn('noSummary'),
    verbose: isOn('verbose'),
    tree: {
      noBanner: isOn('noBanner'),
      noAssertions: isOn('noAssertions'),
      noSuccessAssertions: isOn('noSuccessAssertions'),
      noConsole: isOn('noConsole'),
      showTimestamps: isOn('showTimestamps'),
    },
  }
  return isOn('silent') ? silence : (events) => write(events, style, shown)
}

/** What is to be shown. */
interface Shown {
  readonly isLive: boolean
  readonly failures: boolean
  readonly summary: boolean
  readonly verbose: boolean
  readonly tree: Parameters<typeof tell>[2]['options']
}

async function* silence(): AsyncGenerator<string> {}

async function* write(events: AsyncIterable<RunEvent>, style: Style, shown: Shown): AsyncGenerator<string> {
  let counts = emptySummary
  let position = start
  let iterations = 1
  let live = ''
  const requests = new Map<number, EventOf<'request'>>()
  const listed: ListedFailure[] = []
  for await (const event of events) {
    const { recorded } = counts
    counts = summarize(counts, event)
    const told = tell(position, event, { style, options: shown.tree })
    position = told.position
    iterations = Math.max(iterations, position.iterations)
    const lines = [...told.lines]
    if (shown.verbose) lines.push(...details(event, requests, style))
    if (counts.recorded !== undefined && counts.recorded !== recorded) {
      const { record } = counts.recorded
      const cause = position.isUnanswered && isTestFailure(record) ? listed.at(-1) : undefined
      if (cause === undefined) {
        listed.push(listing(record, position))
        lines.push(...inTree(record, listed.length, style))
      } else {
        listed.splice(-1, 1, { ...cause, consequences: cause.consequences + 1 })
      }
    }
    if (event.type === 'item:end' && position.isUnanswered) lines.push(...consequencesOf(listed.at(-1), style))
    const running = shown.isLive ? (progress(event, position, style) ?? live) : ''
    if (lines.length > 0 || running !== live) yield erase(live) + textOf(lines) + running
    live = running
  }
  const summary = summaryOf(counts)
  const closing = [
    ...(shown.failures ? failureList(listed, style, iterations) : []),
    ...(shown.summary ? totals(summary, style) : []),
    '',
    verdict(summary, style),
  ]
  yield erase(live) + textOf(closing)
}

/** `requests`: those without an answer yet, by exchange. */
function details(event: RunEvent, requests: Map<number, EventOf<'request'>>, style: Style): readonly string[] {
  if (event.type === 'request') requests.set(event.exchange, event)
  if (event.type !== 'response') return []
  const request = requests.get(event.exchange)
  requests.delete(event.exchange)
  return request === undefined ? [] : exchangeDetails(request, event, style)
}

function listing(record: FailureRecord, { path, exchange, isUnanswered }: Position): ListedFailure {
  const listed = { record, path, consequences: 0 }
  // What was never sent has no exchange of its own, and one that a script sent is named in the message: the last one is another's.
  const isOthers = record.kind === 'item' || (record.kind === 'request' && !isUnanswered)
  return exchange === undefined || isOthers ? listed : { ...listed, exchange }
}

/** Tests run without a response, too; that they fail then says nothing new, so they are counted but not told one by one. */
function isTestFailure({ kind, phase }: FailureRecord): boolean {
  return kind === 'assertion' || (kind === 'script' && phase === 'test')
}

function consequencesOf(cause: ListedFailure | undefined, style: Style): readonly string[] {
  if (cause === undefined || cause.consequences === 0) return []
  return [style.dim(`    ${consequenceText(cause.consequences)}`)]
}

/** A failure where it happened, with its number in the list at the end. */
function inTree(record: FailureRecord, number: number, style: Style): readonly string[] {
  const title = `  ${style.red(`${style.signs.failed} ${number}. ${failureTitle(record)}`)}`
  const isSent = record.kind === 'assertion' || record.kind === 'script'
  const hint = isSent || record.failure.hint === undefined ? [] : plainLines(record.failure.hint)
  return [title, ...hint.map((line) => `    ${line}`)]
}

/** The line that is rewritten while the run goes on; undefined where an event does not change it. */
function progress(event: RunEvent, position: Position, style: Style): string | undefined {
  if (event.type === 'run:end') return ''
  if (event.type !== 'item:start') return undefined
  const { iteration, position: index } = event.cursor
  const total = position.outline.itemCount
  const place = index < total ? `${index + 1}/${total}` : String(index + 1)
  const round = position.iterations > 1 ? ` (iteration ${iteration + 1}/${position.iterations})` : ''
  // One column less than there is: some terminals wrap as soon as the last one is used.
  return style.dim(cutEnd(`${place}${round} ${plain(position.path)}`, style.width - 1, style.signs.cut))
}

/** Back to the first column and clear to the end of the line (ECMA-48 8.3.41): nothing that moves the cursor to other lines. */
function erase(live: string): string {
  return columnsOf(live) === 0 ? '' : '\r\u001b[K'
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
