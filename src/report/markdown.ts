import type { RunEvent } from '../model/event.ts'
import { type Annotation, annotated } from './annotations.ts'
import { isFailed } from './exit-code.ts'
import { formatDuration } from './format.ts'
import type { CreateReporter } from './reporter.ts'
import type { Summary } from './summary.ts'

/**
 * A page of Markdown: verdict, counts, what failed, what was known and what was found. It is the job summary of GitHub Actions, which refuses more than
 * 1 MiB; rows that do not fit are left out, and counted.
 * Source: GitHub Docs, "Workflow commands", adding a job summary; GitHub Flavored Markdown, tables.
 */
export const createMarkdownReporter: CreateReporter = () => (events) => write(events)

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  const { summary, annotations } = await annotated(events)
  let left = MOST_BYTES
  for (const section of [verdict(summary), ...listed(annotations), ...known(summary)]) {
    const { text, bytes } = cut(section, left)
    left -= bytes
    yield text
  }
}

/** Room for other steps that write to the same summary, and for sentences about what is left out. */
const MOST_BYTES = 900_000

interface Section {
  readonly head: string
  readonly rows: readonly string[]
}

function verdict(summary: Summary): Section {
  const { name, items, requests, assertions, durationMs, reason } = summary
  const word = isFailed(summary) ? '❌ failed' : '✅ passed'
  const stopped = reason === 'completed' ? '' : ` (${reason ?? 'not complete'})`
  const rows = [
    row('Requests', String(requests.total), String(requests.failed)),
    row('Items', String(items.total), String(items.failed)),
    row('Assertions', String(assertions.total), String(assertions.failed)),
  ]
  const head = `## ${cell(name)}: ${word}${stopped}\n\n${formatDuration(durationMs)}\n\n${table('', 'total', 'failed')}`
  return { head, rows }
}

function listed(annotations: readonly Annotation[]): readonly Section[] {
  const rows = annotations.map(({ severity, title, message, file, line }) => {
    const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`
    return row(severity === 'error' ? '❌' : '⚠️', cell(title), cell(message), cell(place))
  })
  return rows.length === 0 ? [] : [{ head: `\n### To look at\n\n${table('', 'what', 'why', 'where')}`, rows }]
}

function known({ known: records }: Summary): readonly Section[] {
  const rows = records.map(({ cursor, failure, assertion }) => {
    const { id = '', reason = '', expires = '' } = failure.known ?? {}
    return row(
      cell(cursor.itemName),
      cell(assertion?.name ?? failure.message),
      cell(`${reason} [${id}]`),
      cell(expires),
    )
  })
  return rows.length === 0 ? [] : [{ head: `\n### Known\n\n${table('request', 'what', 'reason', 'until')}`, rows }]
}

function cut({ head, rows }: Section, most: number): { readonly text: string; readonly bytes: number } {
  let text = head
  let bytes = Buffer.byteLength(head)
  for (const [index, each] of rows.entries()) {
    bytes += Buffer.byteLength(each)
    if (bytes > most) return { text: `${text}\n… and ${rows.length - index} more\n`, bytes: most }
    text += each
  }
  return { text, bytes }
}

function table(...titles: readonly string[]): string {
  return `${row(...titles)}${row(...titles.map(() => '---'))}`
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

/** Longer texts are in the log. */
const LONGEST = 1000

/** A text as it is: no markup, no HTML, no end of the cell. */
function cell(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return short
    .replace(/[&<>\\`*_[\]|~#@!:]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\r?\n|\r/g, '<br>')
}
