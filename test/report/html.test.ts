import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { EndReason, RunEvent } from '../../src/model/event.ts'
import { createHtmlReporter } from '../../src/report/html/html.ts'
import { PARTIALS, TEMPLATES } from '../../src/report/html/template.ts'
import { cursor, event, itemOf, outlineItem, runOf, streamOf, textOf } from '../support/events.ts'

describe('createHtmlReporter()', () => {
  it('gives the same page for the same events', async () => {
    const run = runOf(...itemOf(event.request(), event.response(), event.failed()))

    const pages = await Promise.all([render(run), render(run)])

    expect(pages[0]).toBe(pages[1])
  })

  it('allows its own style sheet and script by their hashes, and nothing else', async () => {
    const page = await render(runOf())

    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? ''
    const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? ''
    const policy = /content="(default-src[^"]*)"/.exec(page)?.[1]?.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=')
    expect(policy).toBe(
      `default-src 'none'; style-src '${sha256(style)}'; script-src '${sha256(script)}'; img-src data:; base-uri 'none'; form-action 'none'`,
    )
  })

  it('names no address outside of the page', async () => {
    const page = await render(runOf(...itemOf()))

    expect(page.match(/(?:src|href)="(?!#|data:)[^"]*"|url\(|@import/g)).toBeNull()
  })

  it('escapes everything: no template has a triple brace', () => {
    const sources = [...Object.values(TEMPLATES), ...Object.values(PARTIALS)].join('\n')

    expect(sources.match(/\{\{\{|\{\{&/g)).toBeNull()
  })

  it.each<[EndReason, string]>([
    ['completed', 'Passed'],
    ['bailed', 'Failed'],
    ['timed-out', 'Timed out'],
    ['aborted', 'Aborted'],
  ])('calls a run that was %s %s', async (reason, word) => {
    const page = await render([event.runStart(), event.runEnd({ reason })])

    expect(titleOf(page)).toBe(`${word} · Users`)
  })

  it('calls a stream that broke off incomplete', async () => {
    const page = await render([event.runStart()])

    expect(titleOf(page)).toBe('Incomplete · Users')
  })

  it('shows a failure before the requests, once for all iterations', async () => {
    const run = [
      event.runStart({ iterations: 3 }),
      ...[0, 1, 2].flatMap((iteration) => failedIteration(iteration)),
      event.runEnd(),
    ]

    const page = await render(run)

    const cards = page.slice(0, page.indexOf('id="requests"')).match(/<li class="card">[\s\S]*?<\/li>\n/g)
    expect(cards?.map((card) => [...card.matchAll(/href="(#[^"]*)"/g)].map((match) => match[1]))).toEqual([
      ['#r0-i0-p0-v0-a0', '#r0-i1-p0-v0-a0', '#r0-i2-p0-v0-a0'],
    ])
  })

  it('shows items in their folders, whatever order they ran in', async () => {
    const first = cursor({ itemId: 'b', itemName: 'Second', position: 1 })
    const second = cursor({ itemId: 'a', itemName: 'First' })
    const run = [
      event.runStart({
        outline: [
          { id: 'f', name: 'Folder', kind: 'folder' },
          outlineItem({ id: 'a', name: 'First', parent: 'f' }),
          outlineItem({ id: 'b', name: 'Second' }),
          outlineItem({ id: 'c', name: 'Did not run' }),
        ],
      }),
      event.itemStart({ cursor: first }),
      event.itemEnd({ cursor: first }),
      event.itemStart({ cursor: second }),
      event.itemEnd({ cursor: second }),
      event.runEnd(),
    ]

    const page = await render(run)

    const names = [...page.matchAll(/<h3>(Folder)<\/h3>|<span class="title"><strong>([^<]*)/g)]
    expect(names.map((match) => match[1] ?? match[2])).toEqual(['Folder', 'First', 'Second'])
  })

  it('keeps an item that the outline does not know', async () => {
    const stray = cursor({ itemId: 'unknown', itemName: 'Stray' })
    const run = [event.runStart(), event.itemStart({ cursor: stray }), event.itemEnd({ cursor: stray }), event.runEnd()]

    const page = await render(run)

    expect(page).toContain('<strong>Stray</strong>')
  })
})

function failedIteration(iteration: number): readonly RunEvent[] {
  const at = cursor({ iteration })
  return [
    event.iterationStart({ iteration }),
    event.itemStart({ cursor: at }),
    event.failed({ cursor: at }),
    event.itemEnd({ cursor: at }),
    event.iterationEnd({ iteration }),
  ]
}

function titleOf(page: string): string | undefined {
  return /<title>([^<]*)<\/title>/.exec(page)?.[1]
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

async function render(events: readonly RunEvent[]): Promise<string> {
  const screen = { isTerminal: false, width: 80, color: false, unicode: true }
  return textOf(createHtmlReporter({ screen, options: {} })(streamOf(events)))
}
