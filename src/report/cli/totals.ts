import type { EndReason } from '../../model/event.ts'
import type { Count } from '../count.ts'
import { formatBytes, formatCount, formatDuration } from '../format.ts'
import type { Summary } from '../summary.ts'
import type { Style } from './style.ts'

/** The counts of the run as a table, then what it took. */
export function totals(summary: Summary, style: Style): readonly string[] {
  const { responseTimes: times } = summary
  const rows: readonly (readonly [string, Count & { readonly skipped?: number }])[] = [
    ['iterations', summary.iterations],
    ['items', summary.items],
    ['requests', summary.requests],
    ['pre-request scripts', summary.prerequestScripts],
    ['test scripts', summary.testScripts],
    ['assertions', summary.assertions],
  ]
  return [
    '',
    style.dim(row('', ['executed', 'failed', 'skipped'])),
    ...rows.map(([name, { total, failed, skipped = 0 }]) => {
      const line = row(name, [String(total - skipped), String(failed), skipped === 0 ? '' : String(skipped)])
      return failed > 0 ? style.red(line) : line
    }),
    '',
    `duration ${formatDuration(summary.durationMs)} ${style.signs.dot} received ${formatBytes(summary.receivedBytes)}`,
    ...(times.count === 0
      ? []
      : [
          `response time ${formatDuration(times.mean)} on average ` +
            `[min ${formatDuration(times.min)}, max ${formatDuration(times.max)}, s.d. ${formatDuration(times.sd)}]`,
        ]),
    ...waits(summary),
    ...orders(summary),
    ...(summary.uncontracted === 0
      ? []
      : [`${formatCount(summary.uncontracted, 'response')} without a saved example to hold them against`]),
  ]
}

/** Time that no server has taken, and that no script needed. */
function waits({ waitedMs }: Summary): readonly string[] {
  const reasons = [
    ['rate limits', waitedMs['rate-limit']],
    ['retries', waitedMs.retry],
    ['delays', waitedMs.delay],
  ] as const
  const parts = reasons.filter(([, ms]) => ms > 0).map(([name, ms]) => `${name} ${formatDuration(ms)}`)
  return parts.length === 0 ? [] : [`waited, apart from response times: ${parts.join(', ')}`]
}

/** What it takes to have the same orders again. */
function orders({ seed, repetitions }: Summary): readonly string[] {
  if (seed === undefined) return []
  const repeat = repetitions === undefined ? '' : `--repeat ${repetitions} `
  return [`shuffled: the same again with ${repeat}--shuffle --seed ${seed}`]
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(20)}${cells.map((cell) => cell.padStart(10)).join('')}`.trimEnd()
}

/** The last line: how it went. */
export function verdict(summary: Summary, style: Style): string {
  const { failures, items, reason } = summary
  const errors = summary.findings.filter(({ severity }) => severity === 'error').length
  const stop = STOPS[reason ?? 'aborted']
  const amount = amountOf(summary)
  if (failures.length > 0 || items.failed > 0 || errors > 0) {
    const wrong = [
      ...(failures.length > 0 || errors === 0 ? [formatCount(failures.length, 'failure')] : []),
      ...(errors > 0 ? [formatCount(errors, 'finding')] : []),
    ]
    return style.red(`${style.signs.failed} Failed${stop}: ${wrong.join(' and ')} in ${amount}`)
  }
  if (reason !== 'completed') return style.red(`${style.signs.failed} Not completed${stop}: ${amount}`)
  if (items.total === 0) return style.yellow(`${style.signs.skipped} Nothing was run`)
  return style.green(`${style.signs.passed} Passed: ${amount}`)
}

/** What was done, and what of it did not go as it should and does not count. */
function amountOf({ requests, assertions, flaky, known, durationMs }: Summary): string {
  const aside = [
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
    ...(known.length > 0 ? [formatCount(known.length, 'known failure')] : []),
  ]
  const amount = [
    formatCount(requests.total, 'request'),
    formatCount(assertions.total - assertions.skipped, 'assertion'),
    ...aside,
  ]
  return `${amount.join(', ')} in ${formatDuration(durationMs)}`
}

const STOPS: Readonly<Record<EndReason, string>> = {
  completed: '',
  bailed: ', stopped early (--bail)',
  'timed-out': ', out of time (--timeout)',
  aborted: ', interrupted',
}
