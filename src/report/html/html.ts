import type { RunEvent } from '../../model/event.ts'
import { formatCount } from '../format.ts'
import type { CreateReporter, ReporterContext } from '../reporter.ts'
import { type Collected, type CollectedRun, collect, type Limits } from './collect.ts'
import { viewFailures } from './failures.ts'
import { viewPage } from './page.ts'
import { viewReproduce } from './reproduce/view.ts'
import { SCRIPT } from './script.ts'
import { gather, sectionsOf } from './sections.ts'
import { STYLE } from './style.ts'
import { PARTIALS, TEMPLATES, type TemplateName } from './template.ts'
import { place, viewTimeline } from './timeline.ts'
import { walk } from './tree.ts'

/** 64 Mi characters of details are about what a browser still opens at once. */
const LIMITS: Limits = Object.freeze({ requests: 10_000, characters: 64 * 1024 * 1024 })

/**
 * From this many rows on a browser may leave out what is out of sight, and takes details for plain text until they are opened: a `noscript`
 * is one text node where scripts run, and ordinary content where they do not.
 */
const LONG = 200

/** Renders one template. */
type Render = (name: TemplateName, view: object) => string

/**
 * Writes one HTML page that needs nothing else: no network, no font, no script of others; it can be read without JavaScript.
 * Its content security policy allows its own style sheet and script by their hashes, and nothing more.
 * Failed items and those of the first 10,000 requests are shown in full; passed items beyond that are counted.
 */
export const createHtmlReporter: CreateReporter =
  ({ snippets }) =>
  (events) =>
    renderHtml(events, snippets)

async function* renderHtml(
  events: AsyncIterable<RunEvent>,
  snippets: ReporterContext['snippets'],
): AsyncGenerator<string, void> {
  const render = await loadTemplates()
  const gathered = gather(events)
  const collected = await collect(gathered.events, (detail) => render('detail', detail), LIMITS)
  const page = viewPage(collected)
  const failures = viewFailures(collected)

  yield render('head', { page, policy: await policy() })
  yield `<style>${STYLE}</style>\n`
  yield render('top', { page, failures, failureCount: collected.summary.failures.length })
  yield* renderTimelines(collected, render)
  for (const { run, view: sequence } of sectionsOf(collected, gathered.sequenceOf)) {
    yield render('sequence', { id: `flow-${run.number}`, name: nameOf(run, collected), sequence })
  }
  for (const { run, view: lens } of sectionsOf(collected, gathered.lensOf)) {
    yield render('lens', { id: `tokens-${run.number}`, name: nameOf(run, collected), lens })
  }
  yield render('requests', { omitted: omission(collected.omitted) })
  const write = await snippets?.()
  const codeOf = (anchor: string): string => {
    const request = write && gathered.requestOf(anchor)
    const reproduce = request && viewReproduce(request, anchor, write)
    return reproduce === undefined ? '' : render('reproduce', reproduce)
  }
  for (const run of collected.runs) yield* renderRun(run, { name: nameOf(run, collected), render, codeOf })
  yield `</section>\n</main>\n<footer>Written by flowgate. Everything on this page is in this file.</footer>\n`
  yield `<script>${SCRIPT}</script>\n</body>\n</html>\n`
}

/** Handlebars is imported only when a page is written, and its own instance keeps partials of other users out. */
async function loadTemplates(): Promise<Render> {
  const { default: handlebars } = await import('handlebars')
  const engine = handlebars.create()
  for (const [name, source] of Object.entries(PARTIALS)) engine.registerPartial(name, source)
  const compiled = new Map(
    Object.entries(TEMPLATES).map(([name, source]) => [
      name,
      engine.compile(source, { knownHelpersOnly: true, preventIndent: true }),
    ]),
  )
  return (name, view) => {
    const template = compiled.get(name)
    if (template === undefined) throw new Error(`no template "${name}"`)
    return template(view)
  }
}

async function policy(): Promise<string> {
  const [style, script] = await Promise.all([hash(STYLE), hash(SCRIPT)])
  return `default-src 'none'; style-src '${style}'; script-src '${script}'; img-src data:; base-uri 'none'; form-action 'none'`
}

/** Source: W3C, Content Security Policy Level 3, 2.3.1 "Source Lists", hash-source. */
async function hash(text: string): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}

function* renderTimelines(collected: Collected, render: Render): Generator<string> {
  for (const run of collected.runs) {
    const timeline = viewTimeline(run)
    if (timeline === undefined) continue
    yield render('timeline', { id: `timeline-${run.number}`, name: nameOf(run, collected), timeline })
  }
}

interface RunContext {
  readonly name: string | undefined
  readonly render: Render
  /** The request of a row as code; empty if it is not shown. */
  readonly codeOf: (anchor: string) => string
}

function* renderRun(run: CollectedRun, { name, render, codeOf }: RunContext): Generator<string> {
  const isLong = run.rows.length > LONG
  const decoder = new TextDecoder()
  yield render('run-open', { name, isLong })
  for (const step of walk(run)) {
    if (step.kind !== 'row') {
      yield render(step.kind, step)
      continue
    }
    const bars = step.row.spans.map(({ kind, from, to }) => ({
      ...place(from - step.span.from, to - step.span.from, step.span.to - step.span.from),
      ...(kind === 'script' ? { tone: kind, y: 3, height: 4 } : { tone: step.row.tone, y: 1, height: 8 }),
    }))
    yield render('row-open', { row: step.row, bars, isLong })
    yield decoder.decode(step.row.detail)
    yield codeOf(step.row.anchor)
    yield render('row-close', { isLong })
  }
  yield render('run-close', { empty: run.rows.length === 0 })
}

/** A lone run is named by the page already. */
function nameOf(run: CollectedRun, { runs }: Collected): string | undefined {
  return runs.length > 1 ? run.start.name : undefined
}

function omission(count: number): string | undefined {
  if (count === 0) return undefined
  const { requests, characters } = LIMITS
  const kept = `failures and the first ${requests} requests, up to ${Math.round(characters / 1_000_000)} MB`
  return `${formatCount(count, 'more request')} did not fail and ${count === 1 ? 'is' : 'are'} only counted: the page keeps ${kept}.`
}
