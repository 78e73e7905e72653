import type { VariableUse } from '../doctor/variables.ts'
import type { Style } from '../report/cli/style.ts'
import { plain } from '../report/cli/text.ts'
import { formatCount } from '../report/format.ts'
import { type DryRequest, type DryRun, isBroken, isUnresolved } from './dry-run.ts'
import { folderLines, heading, indent } from './heading.ts'
import { originText } from './origin-text.ts'

/** What would be sent, as a tree for people, and what is missing. */
export function dryRunText(runs: readonly DryRun[], style: Style): string {
  return `${runs.map((run) => `${treeOf(run, style).join('\n')}\n`).join('\n')}\n${verdict(runs)}\n`
}

function treeOf({ requests, ...run }: DryRun, style: Style): readonly string[] {
  const lines = [heading({ ...run, requests: requests.length }, style)]
  let before: readonly string[] = []
  for (const request of requests) {
    lines.push(...folderLines(before, request.folders, style), ...requestLines(request, style))
    before = request.folders
  }
  return lines
}

/** More would be a table of the data. */
const MOST_URLS = 3

function requestLines({ name, folders, method, urls, uses, faults }: DryRequest, style: Style): readonly string[] {
  const { signs } = style
  const sign = folders.length === 0 ? signs.item : signs.nested
  const left = urls.length - MOST_URLS
  const inner = [
    ...urls.slice(0, MOST_URLS).map((url) => style.dim(`${plain(method)} ${url === '' ? '(no URL)' : plain(url)}`)),
    ...(left > 0 ? [style.dim(`${signs.cut} ${left} more for other rows of data`)] : []),
    ...faults.map((fault) => style.red(`${signs.failed} ${plain(fault)}`)),
    ...uses.map((use) => useLine(use, style)),
  ]
  return [
    `${indent(folders.length)}${sign} ${plain(name)}`,
    ...inner.map((line) => `${indent(folders.length + 1)}${line}`),
  ]
}

function useLine(use: VariableUse, style: Style): string {
  const { signs } = style
  const text = plain(`{{${use.name}}} ${originText(use)}`)
  if (isUnresolved(use)) return style.red(`${signs.failed} ${text}`)
  const isDoubtful = use.origin === 'later' || use.origin === 'empty'
  return isDoubtful ? style.yellow(`${signs.skipped} ${text}`) : style.dim(`${signs.dot} ${text}`)
}

function verdict(runs: readonly DryRun[]): string {
  const requests = runs.flatMap((run) => run.requests)
  const names = new Set(requests.flatMap(({ uses }) => uses.filter(isUnresolved)).map(({ name }) => name))
  const broken = requests.filter(isBroken)
  const counted = formatCount(requests.length, 'request')
  if (broken.length === 0) return `${counted}: every variable is set, or something sets it`
  return `${counted}, ${broken.length} of them not ready: ${formatCount(names.size, 'variable')} unresolved`
}
