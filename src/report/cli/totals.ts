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
  ]
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(20)}${cells.map((cell) => cell.padStart(10)).join('')}`.trimEnd()
}

/** The last line: how it went. */
export function verdict(summary: Summary, style: Style): string {
  const { failures, items, requests, assertions, reason } = summary
  const isFailed = failures.length > 0 || items.failed > 0
  const amount = `${formatCount(requests.total, 'request')}, ${formatCount(assertions.total - assertions.skipped, 'assertion')}`
  const took = `in ${formatDuration(summary.durationMs)}`
  const stop = STOPS[reason ?? 'aborted']
  if (isFailed) {
    return style.red(
      `${style.signs.failed} Failed${stop}: ${formatCount(failures.length, 'failure')} in ${amount} ${took}`,
    )
  }
  if (reason !== 'completed') return style.red(`${style.signs.failed} Not completed${stop}: ${amount} ${took}`)
  if (items.total === 0) return style.yellow(`${style.signs.skipped} Nothing was run`)
  return style.green(`${style.signs.passed} Passed: ${amount} ${took}`)
}

const STOPS: Readonly<Record<EndReason, string>> = {
  completed: '',
  bailed: ', stopped early (--bail)',
  'timed-out': ', out of time (--timeout)',
  aborted: ', interrupted',
}
