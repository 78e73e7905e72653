import { formatCount } from '../report/format.ts'
import type { AttachedReporter, Reported } from '../report/report.ts'
import { errorText } from './error-text.ts'
import type { CommandIo } from './io.ts'

/** After the reports: which of them are broken, the verdict if nothing else said it, and where the files are, the HTML report last. */
export function tell({ summary, broken }: Reported, attached: readonly AttachedReporter[], io: CommandIo): void {
  for (const { error } of broken) io.err(errorText(error))

  const isBroken = (name: string): boolean => broken.some((each) => each.name === name)
  const files = attached.filter(({ name, output }) => output.path !== undefined && !isBroken(name))
  const lines = files
    .toSorted((a, b) => Number(a.name === 'html') - Number(b.name === 'html'))
    .map(({ name, output }) => `${name.padEnd(6)} ${output.path}\n`)

  // What is written to stdout by another reporter must stay pure.
  const saysIt = attached.some(({ name, output }) => name === 'cli' && output.path === undefined)
  if (saysIt) return io.out(lines.join(''))
  const { failures, requests, reason } = summary
  const verdict =
    failures.length === 0 && reason === 'completed' ? 'passed' : `failed (${formatCount(failures.length, 'failure')})`
  io.err(`${summary.name}: ${verdict}, ${formatCount(requests.total, 'request')}\n${lines.join('')}`)
}
