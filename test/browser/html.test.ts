import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createHtmlReporter } from '../../src/report/html/html.ts'
import {
  bytes,
  cursor,
  event,
  failure,
  outlineItem,
  resolvedRequest,
  scriptRef,
  streamOf,
  textOf,
  wireRequest,
  wireResponse,
} from '../support/events.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const HOSTILE = `</script></style></pre></noscript></title>"'\`--><img src=x onerror="window.pwned=1"><svg onload=window.pwned=1>{{7*7}}&lt;b&gt;`

describe.skipIf(!existsSync(CHROMIUM))('the HTML report in Chromium', () => {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'html-report-'))
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
  })

  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true })
  })

  async function open(events: readonly RunEvent[], options: BrowserContextOptions = {}): Promise<Opened> {
    const screen = { isTerminal: false, width: 80, color: false, unicode: true }
    const file = join(folder, 'report.html')
    await writeFile(file, await textOf(createHtmlReporter({ screen, options: {} })(streamOf(events))))
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const trouble: string[] = []
    page.on('console', (message) => trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) trouble.push(request.url())
    })
    await page.goto(pathToFileURL(file).href)
    return { page, trouble }
  }

  it('opens without a request, an error or a violation of its policy', async () => {
    const { page, trouble } = await open(mixedRun())

    await page.click('#expand')

    expect(await page.locator('.item:not([open])').count()).toBe(0)
    expect(trouble).toEqual([])
  })

  it('shows hostile text of every field as text', async () => {
    const { page, trouble } = await open(hostileRun())

    await page.click('#expand')

    const found = await page.evaluate(`({
      pwned: window.pwned,
      intruders: document.querySelectorAll('img, svg[onload], [onerror]').length,
      scripts: document.scripts.length,
      styles: document.querySelectorAll('style').length,
    })`)
    expect(found).toEqual({ pwned: undefined, intruders: 0, scripts: 1, styles: 1 })
    expect(await page.title()).toBe(`Failed · ${HOSTILE}`)
    expect(await page.locator('h1').textContent()).toBe(HOSTILE)
    expect(await page.locator('.item .body pre').allTextContents()).toEqual([HOSTILE, HOSTILE])
    expect(trouble).toEqual([])
  })

  it('shows hostile text of a long page as text, when it is opened', async () => {
    const { page, trouble } = await open(longRun(HOSTILE))

    await page.locator('.item').first().locator('summary').click()
    await page.locator('.item .body pre').first().waitFor()

    expect(await page.locator('.item .body pre').allTextContents()).toEqual([HOSTILE])
    expect(await page.evaluate('[window.pwned, document.querySelectorAll("img").length]')).toEqual([undefined, 0])
    expect(trouble).toEqual([])
  })

  it('starts with the verdict and the failures', async () => {
    const { page } = await open(mixedRun())

    const headings = await page.locator('h1, h2, .card h3').allTextContents()

    expect(headings).toEqual(['Users', 'Failures 1', 'status is 200', 'Timeline', 'Requests'])
    expect(await page.locator('.verdict').textContent()).toBe('Failed')
  })

  it('shows expected and actual value of a failure side by side', async () => {
    const { page } = await open(mixedRun())

    const values = await page.locator('.card .compare pre').allTextContents()

    expect(values.map((text) => text.trim())).toEqual(['200', '"500"'])
  })

  it('leads from a failure to its request', async () => {
    const { page } = await open(mixedRun())

    await page.click('.card .path a')

    expect(await openItems(page)).toEqual(['Broken'])
  })

  it('can be read without JavaScript', async () => {
    const { page } = await open(mixedRun(), { javaScriptEnabled: false })

    await page.locator('.item summary').first().click()

    expect(await page.locator('.item .body pre').first().textContent()).toBe('{\n  "users": [\n    1\n  ]\n}')
    expect(await page.locator('#tools').isVisible()).toBe(false)
  })

  it('can be read without JavaScript when it is long', async () => {
    const { page } = await open(longRun('hello'), { javaScriptEnabled: false })

    await page.locator('.item summary').first().click()

    expect(await page.locator('.item .body pre').first().isVisible()).toBe(true)
  })

  it('finds requests by all words of the search', async () => {
    const { page } = await open(mixedRun())

    await page.fill('#search', 'get BROKEN')

    expect(await shownItems(page)).toEqual(['Broken'])
    expect(await page.locator('#shown').textContent()).toBe('1 of 3')
  })

  it('filters by outcome and hides folders that are left empty', async () => {
    const { page } = await open(mixedRun())

    await page.getByLabel('Skipped').check()

    expect(await shownItems(page)).toEqual(['Left out'])
    expect(await page.locator('.group').isVisible()).toBe(false)
  })

  it('goes to the search with a slash and leaves it empty with Escape', async () => {
    const { page } = await open(mixedRun())

    await page.keyboard.press('/')
    await page.keyboard.type('broken')
    await page.keyboard.press('Escape')

    expect(await page.inputValue('#search')).toBe('')
    expect(await shownItems(page)).toEqual(['List users', 'Broken', 'Left out'])
  })

  it('opens a request with the keyboard', async () => {
    const { page } = await open(mixedRun())

    await page.locator('.item summary').first().focus()
    await page.keyboard.press('Enter')

    expect(await openItems(page)).toEqual(['List users'])
  })

  it.each(['light', 'dark'] as const)('has text of enough contrast in %s (WCAG AA)', async (colorScheme) => {
    const { page } = await open(mixedRun(), { colorScheme })

    await page.click('#expand')

    expect(await page.evaluate(FAINT_TEXT)).toEqual([])
  })

  it('is dark where the reader wants it dark', async () => {
    const { page } = await open(mixedRun(), { colorScheme: 'dark' })

    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor')

    expect(ground).toBe('rgb(15, 18, 23)')
  })

  it.each([400, 1280])('does not scroll sideways at %d pixels', async (width) => {
    const { page } = await open(hostileRun(), { viewport: { width, height: 800 } })

    await page.click('#expand')

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})

interface Opened {
  readonly page: Page
  /** What the page may not do: errors, violations of its policy, requests. */
  readonly trouble: readonly string[]
}

/** Lists visible text with a contrast below 4.5 (3 for large text). Source: WCAG 2.2, 1.4.3. */
const FAINT_TEXT = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return canvas.getImageData(0, 0, 1, 1).data
  }
  const luminance = ([r, g, b]) => {
    const [red, green, blue] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor)
      if (color[3] === 255) return color
    }
    return [255, 255, 255, 255]
  }
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('')
    if (text === '' || !element.checkVisibility() || element.closest('svg, script, noscript, .hidden')) return []
    const style = getComputedStyle(element)
    const [low, high] = [luminance(rgba(style.color)), luminance(ground(element))].sort((a, b) => a - b)
    const ratio = (high + 0.05) / (low + 0.05)
    return ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5) ? [text + ' ' + ratio.toFixed(2)] : []
  })
})()`

async function shownItems(page: Page): Promise<readonly string[]> {
  return page.locator('.item:visible .title strong').allTextContents()
}

async function openItems(page: Page): Promise<readonly string[]> {
  return page.locator('.item[open] .title strong').allTextContents()
}

/** A passed, a failed and a skipped item; the first two in a folder. */
function mixedRun(): readonly RunEvent[] {
  const broken = cursor({ position: 1, itemId: 'item-2', itemName: 'Broken' })
  const left = cursor({ position: 2, itemId: 'item-3', itemName: 'Left out' })
  return [
    event.runStart({
      source: 'users.postman_collection.json',
      outline: [
        { id: 'folder-1', name: 'Users', kind: 'folder', description: 'All of them' },
        outlineItem({ parent: 'folder-1' }),
        outlineItem({ id: 'item-2', name: 'Broken', parent: 'folder-1' }),
        outlineItem({ id: 'item-3', name: 'Left out' }),
      ],
    }),
    event.iterationStart(),
    event.itemStart(),
    event.produced({ name: 'requestParam', producer: 'requestObject' }),
    event.mutation(),
    event.wait(),
    event.request(),
    event.response({
      at: 30,
      response: wireResponse({
        body: bytes('{"users":[1]}'),
        redirects: [
          { status: 302, headers: [], url: 'http://localhost/', next: { method: 'GET', url: '/users', headers: [] } },
        ],
      }),
      timings: { dns: 1, tcp: 2, tls: 3, firstByte: 20, total: 30 },
    }),
    event.console({ level: 'error', values: ['oh', { no: true }] }),
    event.console({ level: 'warn' }),
    event.passed(),
    event.itemEnd({ at: 31 }),
    event.itemStart({ cursor: broken, at: 31 }),
    event.request({ cursor: broken, exchange: 1, at: 32 }),
    event.response({
      cursor: broken,
      exchange: 1,
      at: 50,
      response: wireResponse({ status: 500, statusText: 'Internal Server Error' }),
    }),
    event.failed({
      cursor: broken,
      failure: failure({
        hint: 'Look at the log of the server',
        where: { script: 'test-script.js', line: 1, column: 2 },
        error: { name: 'AssertionError', message: 'x', stack: 'AssertionError: x', expected: 200, actual: '500' },
      }),
    }),
    event.itemEnd({ cursor: broken, at: 60 }),
    event.itemStart({ cursor: left, at: 60 }),
    event.itemEnd({ cursor: left, at: 60, outcome: 'skipped' }),
    event.iterationEnd({ at: 60 }),
    event.runEnd({ at: 60 }),
  ]
}

/** A run whose every text is hostile. */
function hostileRun(): readonly RunEvent[] {
  const at = cursor({ itemId: HOSTILE, itemName: HOSTILE })
  const script = scriptRef({ id: HOSTILE, owner: HOSTILE })
  const header = [{ key: HOSTILE, value: HOSTILE }]
  const bad = failure({
    message: HOSTILE,
    hint: HOSTILE,
    where: { script: HOSTILE, line: 1, column: 1 },
    error: { name: HOSTILE, message: HOSTILE, stack: HOSTILE, expected: HOSTILE, actual: { [HOSTILE]: HOSTILE } },
  })
  const wire = wireRequest({
    method: HOSTILE,
    url: HOSTILE,
    headers: header,
    body: { kind: 'bytes', bytes: bytes(HOSTILE) },
  })
  return [
    event.runStart({
      run: HOSTILE,
      name: HOSTILE,
      source: HOSTILE,
      startedAt: HOSTILE,
      iterations: 2,
      outline: [
        { id: 'folder-1', name: HOSTILE, kind: 'folder', description: HOSTILE },
        outlineItem({ id: HOSTILE, name: HOSTILE, description: HOSTILE, parent: 'folder-1' }),
      ],
    }),
    ...[
      event.itemStart({ cursor: at }),
      event.produced({ cursor: at, name: HOSTILE, producer: `${HOSTILE}2` }),
      event.scriptStart({ cursor: at, script }),
      event.console({ cursor: at, values: [HOSTILE, { [HOSTILE]: HOSTILE }] }),
      event.mutation({ cursor: at, name: HOSTILE, value: HOSTILE, by: script }),
      event.request({ cursor: at, request: resolvedRequest({ method: HOSTILE, url: HOSTILE, header }), wire }),
      event.response({
        cursor: at,
        at: 9,
        response: wireResponse({
          statusText: HOSTILE,
          httpVersion: HOSTILE,
          headers: header,
          body: bytes(HOSTILE),
          redirects: [
            { status: 302, headers: header, url: HOSTILE, next: { method: HOSTILE, url: HOSTILE, headers: header } },
          ],
        }),
      }),
      event.request({ cursor: at, exchange: 1, source: 'script', wire: wireRequest({ url: HOSTILE }) }),
      event.requestFailed({ cursor: at, exchange: 1, failure: bad }),
      event.failed({ cursor: at, name: HOSTILE, script, failure: bad }),
      event.scriptEnd({ cursor: at, script, failure: bad }),
      event.itemEnd({ cursor: at, at: 10, outcome: 'failed', failure: bad }),
      event.runEnd({ at: 10 }),
    ].map((each) => ({ ...each, run: HOSTILE })),
  ]
}

/** More items than a page shows at once. */
function longRun(body: string): readonly RunEvent[] {
  const items = Array.from({ length: 201 }, (_, position) => {
    const at = cursor({ position })
    const response = wireResponse({ body: bytes(body) })
    return [
      event.itemStart({ cursor: at }),
      event.request({ cursor: at }),
      event.response({ cursor: at, response }),
      event.itemEnd({ cursor: at }),
    ]
  })
  return [event.runStart(), ...items.flat(), event.runEnd({ at: 10 })]
}
