import { isFailed } from '../report/exit-code.ts'
import { formatCount } from '../report/format.ts'
import type { AttachedReporter, Reported } from '../report/report.ts'
import type { Finding, Summary } from '../report/summary.ts'
import { errorText } from './error-text.ts'
import type { CommandIo } from './io.ts'

/** After the reports: which of them are broken, findings and verdict if nothing else said them, and where the files are, the HTML report last. */
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
  // Without a report nothing was masked: what findings say stays untold.
  for (const finding of attached.length > 0 ? summary.findings : []) io.err(findingText(finding))
  const verdict = isFailed(summary) ? `failed (${faults(summary)})` : 'passed'
  const order = summary.seed === undefined ? '' : `, seed ${summary.seed}`
  io.err(`${summary.name}: ${verdict}, ${formatCount(summary.requests.total, 'request')}${order}\n${lines.join('')}`)
}

function faults({ failures, findings }: Summary): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const counted = formatCount(failures.length, 'failure')
  return errors === 0 ? counted : `${counted}, ${formatCount(errors, 'finding')}`
}

function findingText({ severity, failure: { message, hint } }: Finding): string {
  return `${severity}: ${message}\n${hint === undefined ? '' : `  ${hint}\n`}`
}
