import type { EndReason } from '../../model/event.ts'
import type { Count } from '../count.ts'
import { formatBytes, formatCount, formatDate, formatDuration } from '../format.ts'
import type { Summary } from '../summary.ts'
import type { Collected } from './collect.ts'
import { type Look, viewLooks } from './look.ts'
import type { HtmlOptions } from './options.ts'

/** The head of the page: what ran, how it ended, and the numbers. */
export interface PageView {
  readonly title: string
  readonly heading: string
  /** The name of the collection, where the heading is another one. */
  readonly subtitle?: string
  readonly titleSize?: number
  readonly theme?: string
  readonly source?: string
  readonly startedAt: string
  readonly date: string
  readonly verdict: Verdict
  readonly facts: readonly Fact[]
  readonly looks: readonly Look[]
  /** Names of the environments. */
  readonly environment?: string
}

/** How the run ended, in words. */
interface Verdict {
  readonly word: string
  readonly tone: 'passed' | 'failed' | 'stopped'
  readonly sentence: string
  readonly icon: string
}

interface Fact {
  readonly label: string
  readonly value: string
  readonly notes: readonly { readonly text: string; readonly isBad: boolean }[]
}

/** Words for each way to end. */
interface Ending {
  readonly word: string
  readonly tone: Verdict['tone']
  /** What to add to the outcome. */
  readonly note?: string
}

const PASSED: Ending = Object.freeze({ word: 'Passed', tone: 'passed' })
const FAILED: Ending = Object.freeze({ word: 'Failed', tone: 'failed' })
const STOPPED: Readonly<Record<Exclude<EndReason, 'completed'> | 'unknown', Ending>> = Object.freeze({
  bailed: { ...FAILED, note: 'The run was stopped at the first failure.' },
  'timed-out': { word: 'Timed out', tone: 'stopped', note: 'The run did not end in time and was stopped.' },
  aborted: { word: 'Aborted', tone: 'stopped', note: 'The run was interrupted before its end.' },
  unknown: { word: 'Incomplete', tone: 'stopped', note: 'The events of the run ended before the run did.' },
})

/** Colours of the icon in the tab; the style sheet does not reach it. */
const ICON_COLORS = Object.freeze({ passed: '%231a7f4b', failed: '%23c62f36', stopped: '%23a15c00' })

/** Prepares the head of the page. */
export function viewPage(collected: Collected, options: HtmlOptions): PageView {
  const { summary, runs } = collected
  const verdict = judge(summary)
  const sources = [...new Set(runs.flatMap(({ start }) => start.source ?? []))]
  const environments = [...new Set(runs.flatMap(({ start }) => start.scopes?.environment.name ?? []))]
  return {
    title: options.browserTitle ?? `${verdict.word} · ${options.title ?? summary.name}`,
    heading: options.title ?? summary.name,
    ...(options.title !== undefined && { subtitle: summary.name }),
    ...(options.titleSize !== undefined && { titleSize: options.titleSize }),
    ...(options.theme !== undefined && { theme: options.theme }),
    ...(sources.length > 0 && { source: sources.join(', ') }),
    startedAt: summary.startedAt,
    date: dateOf(summary.startedAt, options.timezone),
    verdict,
    facts: facts(summary),
    looks: viewLooks(collected),
    ...(environments.length > 0 && { environment: environments.join(', ') }),
  }
}

function dateOf(iso: string, timeZone: string | undefined): string {
  const date = new Date(iso)
  if (timeZone === undefined || Number.isNaN(date.getTime())) return formatDate(iso)
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'long' }).format(date)
}

function judge(summary: Summary): Verdict {
  const { word, tone, note } = endingOf(summary)
  const sentence = [outcome(summary), ...(note === undefined ? [] : [note])].join(' ')
  return { word, tone, sentence, icon: icon(ICON_COLORS[tone]) }
}

function endingOf({ reason, failures, findings }: Summary): Ending {
  if (reason !== 'completed') return STOPPED[reason ?? 'unknown']
  return failures.length > 0 || findings.some(({ severity }) => severity === 'error') ? FAILED : PASSED
}

function outcome(summary: Summary): string {
  const { failures, assertions, items, known } = summary
  const ran = formatCount(items.total - items.skipped, 'request')
  if (failures.length === 0) {
    return assertions.total === 0
      ? `No failure in ${ran}; nothing was asserted.`
      : `${[passed(summary), ...(known.length > 0 ? [formatCount(known.length, 'known failure')] : [])].join(', ')} in ${ran}.`
  }
  const parts = [
    ...(assertions.failed > 0 ? [`${assertions.failed} of ${formatCount(assertions.total, 'assertion')} failed`] : []),
    ...(failures.length > assertions.failed ? [formatCount(failures.length - assertions.failed, 'error')] : []),
  ]
  return `${parts.join(' and ')}, in ${items.failed} of ${ran}.`
}

function passed({ assertions: { total, skipped }, known }: Summary): string {
  const expected = known.filter(({ kind }) => kind === 'assertion').length
  const held = total - skipped - expected
  if (expected > 0 && skipped === 0) return `${formatCount(held, 'assertion')} passed`
  if (skipped > 0) return `${formatCount(held, 'assertion')} passed and ${skipped} skipped`
  return `${held > 1 ? 'All ' : ''}${formatCount(held, 'assertion')} passed`
}

function facts(summary: Summary): readonly Fact[] {
  const { repetitions, seed, iterations, items, requests, assertions } = summary
  const { prerequestScripts, testScripts, responseTimes, flaky, known } = summary
  const scripts = {
    total: prerequestScripts.total + testScripts.total,
    failed: prerequestScripts.failed + testScripts.failed,
  }
  return [
    { label: 'Duration', value: formatDuration(summary.durationMs), notes: [] },
    ...(repetitions === undefined ? [] : [{ label: 'Repetitions', value: String(repetitions), notes: [] }]),
    ...(seed === undefined ? [] : [{ label: 'Seed', value: String(seed), notes: [] }]),
    ...(iterations.total > 1 ? [counted('Iterations', iterations)] : []),
    counted('Requests', items),
    counted('Assertions', assertions),
    ...(flaky.length > 0 ? [{ label: 'Flaky', value: String(flaky.length), notes: [] }] : []),
    ...(known.length > 0 ? [{ label: 'Known failures', value: String(known.length), notes: [] }] : []),
    counted('Exchanges', requests),
    counted('Scripts', scripts),
    {
      label: 'Response time',
      value: formatDuration(responseTimes.mean),
      notes: [{ text: `${formatDuration(responseTimes.min)} – ${formatDuration(responseTimes.max)}`, isBad: false }],
    },
    { label: 'Received', value: formatBytes(summary.receivedBytes), notes: [] },
  ]
}

function counted(label: string, count: Count & { readonly skipped?: number }): Fact {
  const { total, failed, skipped = 0 } = count
  return {
    label,
    value: String(total),
    notes: [
      ...(failed > 0 ? [{ text: `${failed} failed`, isBad: true }] : []),
      ...(skipped > 0 ? [{ text: `${skipped} skipped`, isBad: false }] : []),
    ],
  }
}

function icon(color: string): string {
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='${color}'/%3E%3C/svg%3E`
}
