import type { RunEvent } from '../../model/event.ts'
import { formatCount } from '../format.ts'
import { isFurther, runName } from '../repetitions/repetition.ts'
import type { CreateReporter, ReporterContext } from '../reporter.ts'
import { type Collected, type CollectedRun, collect } from './collect.ts'
import type { Render } from './compile.ts'
import { loadMarkdown, type Markdown } from './markdown.ts'
import { viewMatrix } from './matrix.ts'
import { type HtmlOptions, readOptions } from './options.ts'
import { viewPage } from './page.ts'
import { type ReproduceView, viewReproduce } from './reproduce/view.ts'
import type { Limits } from './room.ts'
import { viewScopes } from './scopes.ts'
import { SCRIPT } from './script.ts'
import { drawnRuns, gather, sectionsOf } from './sections.ts'
import { STYLE } from './style.ts'
import { place, viewTimeline } from './timeline.ts'
import { type TreeStep, walk } from './tree.ts'
import { showHidden } from './visible.ts'

/** A page of 25 MB is about what a browser still opens at once: this much for details leaves room for the lines. */
const LIMITS: Limits = Object.freeze({ requests: 10_000, bytes: 11_000_000 })

/**
 * From this many rows on they come in chunks, each in a `noscript`: plain text where scripts run, taken for lines when it comes into sight and for
 * details when a line is opened; ordinary content where they do not.
 */
const LONG = 200
const CHUNK = 50

/**
 * Writes one HTML page that needs nothing else: no network, no font, no script of others; it can be read without JavaScript.
 * Its content security policy allows its own style sheet and script by their hashes, and nothing more.
 * Failed items and those of the first 10,000 requests are shown in full; passed items beyond that are counted.
 */
export const createHtmlReporter: CreateReporter = ({ options: given, warn, snippets }) => {
  const { options, warnings } = readOptions(given)
  for (const warning of warnings) warn?.(warning)
  return (events) => renderHtml(events, options, snippets)
}

async function* renderHtml(
  events: AsyncIterable<RunEvent>,
  options: HtmlOptions,
  snippets: ReporterContext['snippets'],
): AsyncGenerator<string, void> {
  const [render, markdown] = await Promise.all([loadTemplates(), loadMarkdown()])
  const renderers = {
    detail: (view: object) => render('detail', view),
    card: (view: object) => render('card', view),
    ...markdown,
  }
  const gathered = gather(events)
  const collected = await collect(gathered.events, { render: renderers, options, limits: LIMITS })
  const page = viewPage(collected, options)

  yield render('head', { page, policy: await policy() })
  yield `<style>${STYLE}</style>\n`
  yield render('top', { page, description: descriptionOf(collected, markdown) })
  const write = await snippets?.()
  // Code in eleven languages takes a while: a failure and its row have the same.
  const written = new Map<string, ReproduceView | undefined>()
  const reproduceOf = (anchor: string): ReproduceView | undefined => {
    const request = write && gathered.requestOf(anchor)
    if (request && !written.has(anchor)) written.set(anchor, viewReproduce(request, anchor, write))
    return written.get(anchor)
  }
  yield* renderFailures(collected, render, (anchor) => reproduceOf(anchor)?.id)
  const drawn = drawnRuns(collected.runs)
  for (const run of drawn) yield* renderTimeline(run, { name: nameOf(run, collected), render })
  const { distribution } = collected
  if (distribution !== undefined) yield render('distribution', distribution)
  for (const run of drawn) yield* renderMatrix(run, { name: nameOf(run, collected), render })
  for (const { run, view: sequence } of sectionsOf(drawn, gathered.sequenceOf)) {
    yield render('sequence', { id: `flow-${run.number}`, name: nameOf(run, collected), sequence })
  }
  for (const { run, view: lens } of sectionsOf(drawn, gathered.lensOf)) {
    yield render('lens', { id: `tokens-${run.number}`, name: nameOf(run, collected), lens })
  }
  for (const scope of viewScopes(collected, options)) yield render('scope', scope)
  yield render('requests', { omitted: omission(collected.omitted), total: totalOf(collected) })
  const codeOf = (anchor: string): string => {
    const reproduce = reproduceOf(anchor)
    return reproduce === undefined ? '' : render('reproduce', reproduce)
  }
  for (const run of collected.runs) yield* renderRun(run, { name: nameOf(run, collected), render, markdown, codeOf })
  yield `</section>\n</main>\n<footer>Written by flowgate. Everything on this page is in this file.</footer>\n`
  yield `<script>${SCRIPT}</script>\n</body>\n</html>\n`
}

/** Handlebars is imported only when a page is written. */
async function loadTemplates(): Promise<Render> {
  const { renderTemplate } = await import('./compile.ts')
  return (name, view) => showHidden(renderTemplate(name, view))
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

/** Several collections have no description in common. */
function descriptionOf({ runs }: Collected, markdown: Markdown): ReturnType<Markdown['blocks']> {
  const [first] = runs
  const isAlone = runs.every(({ start }, i) => i === 0 || isFurther(runs[i - 1]?.start, start))
  return isAlone ? markdown.blocks(first?.start.description ?? '') : []
}

function* renderFailures(
  { cards, omittedCards, summary }: Collected,
  render: Render,
  codeAt: (anchor: string) => string | undefined,
): Generator<string> {
  if (cards.length === 0) return
  const decoder = new TextDecoder()
  yield render('failures-open', { count: summary.failures.length })
  for (const { anchor, html, others, unnamed } of cards) {
    yield decoder.decode(html)
    yield render('card-close', { code: codeAt(anchor), others, count: others.length + unnamed, unnamed })
  }
  yield render('failures-close', {
    omitted:
      omittedCards === 0 ? undefined : `${formatCount(omittedCards, 'more request')} failed: see the list below.`,
  })
}

function* renderTimeline(run: CollectedRun, { name, render }: Pick<RunContext, 'name' | 'render'>): Generator<string> {
  const timeline = viewTimeline(run)
  if (timeline !== undefined) yield render('timeline', { id: `timeline-${run.number}`, name, timeline })
}

interface RunContext {
  readonly name: string | undefined
  readonly render: Render
  readonly markdown: Markdown
  /** The request of a row as code; empty if it is not shown. */
  readonly codeOf: (anchor: string) => string
}

function* renderMatrix(run: CollectedRun, { name, render }: Pick<RunContext, 'name' | 'render'>): Generator<string> {
  const matrix = viewMatrix(run)
  if (matrix !== undefined) yield render('matrix', { id: `iterations-${run.number}`, name, matrix })
}

function* renderRun(run: CollectedRun, { name, render, markdown, codeOf }: RunContext): Generator<string> {
  const isLong = run.rows.length > LONG
  yield render('run-open', { name, isLong })
  for (const step of inChunks(walk(run))) {
    if (step.kind === 'group-close') yield render(step.kind, {})
    if (step.kind === 'group-open') {
      const { description = '', ...group } = step.group
      yield render(step.kind, { group: { ...group, description: markdown.blocks(description) } })
    }
    if (step.kind !== 'rows') continue
    if (isLong) yield render('chunk-open', { count: step.rows.length })
    for (const row of step.rows) yield* renderRow(row, { isLong, render, codeOf })
    if (isLong) yield render('chunk-close', {})
  }
  yield render('run-close', { empty: run.rows.length === 0 })
}

type RowStep = Extract<TreeStep, { readonly kind: 'row' }>
type ChunkStep = Exclude<TreeStep, RowStep> | { readonly kind: 'rows'; readonly rows: readonly RowStep[] }

/** Rows that follow each other, together. */
function* inChunks(steps: Iterable<TreeStep>): Generator<ChunkStep> {
  let rows: RowStep[] = []
  for (const step of steps) {
    if (rows.length > 0 && (step.kind !== 'row' || rows.length === CHUNK)) {
      yield { kind: 'rows', rows }
      rows = []
    }
    if (step.kind === 'row') rows.push(step)
    else yield step
  }
  if (rows.length > 0) yield { kind: 'rows', rows }
}

function* renderRow(
  { row, span }: RowStep,
  { isLong, render, codeOf }: Pick<RunContext, 'render' | 'codeOf'> & { readonly isLong: boolean },
): Generator<string> {
  const bars = row.spans.map(({ kind, from, to }) => ({
    ...place(from - span.from, to - span.from, span.to - span.from),
    ...(kind === 'script' ? { tone: kind, y: 3, height: 4 } : { tone: row.tone, y: 1, height: 8 }),
  }))
  yield render('row-open', { row, bars, isLong })
  yield new TextDecoder().decode(row.detail)
  yield codeOf(row.anchor)
  yield render('row-close', { isLong, isShort: row.detail.length === 0 })
}

function totalOf({ runs }: Collected): number {
  return runs.reduce((total, { rows }) => total + rows.length, 0)
}

/** A lone run is named by the page already. */
function nameOf(run: CollectedRun, { runs }: Collected): string | undefined {
  return runs.length > 1 ? runName(run.start) : undefined
}

function omission(count: number): string | undefined {
  if (count === 0) return undefined
  const kept = `the first ${LIMITS.requests} requests and those that failed`
  return `${formatCount(count, 'more request')} ${count === 1 ? 'is' : 'are'} only counted: the page lists ${kept}, as far as there is room.`
}
