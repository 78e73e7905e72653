import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import type { WriteSnippets } from '../../src/model/snippet.ts'
import { createHtmlReporter } from '../../src/report/html/html.ts'
import { hasChromium, type Opened, type Opening, useBrowser } from '../support/browser.ts'
import { event, streamOf, textOf } from '../support/events.ts'
import { HOSTILE, hostileRun, longRun, manyRequests, mixedRun, twoIterations } from '../support/html-runs.ts'

describe.skipIf(!hasChromium)('the HTML report in Chromium', () => {
  const openPage = useBrowser()

  async function render(events: readonly RunEvent[], given: Given = {}): Promise<string> {
    const screen = { isTerminal: false, width: 80, color: false, unicode: true }
    return textOf(createHtmlReporter({ screen, options: given })(streamOf(events)))
  }

  async function open(events: readonly RunEvent[], { given, ...opening }: Chosen = {}): Promise<Opened> {
    return openPage(await render(events, given), opening)
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

    expect(headings).toEqual([
      'Users',
      'Look here first',
      'Failures 2',
      'Broken',
      'Timeline',
      'Response times 2 answers',
      'Requests',
    ])
    expect(await page.locator('.verdict').textContent()).toBe('Failed')
  })

  it('shows expected and actual value of a failure side by side', async () => {
    const { page } = await open(mixedRun())

    const values = await page.locator('.card .compare pre').allTextContents()

    expect(values.map((text) => text.trim())).toEqual(['200', '"500"'])
  })

  it('leads from a failure to its request', async () => {
    const { page } = await open(mixedRun())

    await page.click('.card h3 a')

    expect(await openItems(page)).toEqual(['Broken'])
  })

  it.each([
    ['a page', mixedRun(), 'Broken'],
    ['a long page', failingAtLast(longRun('hello')), 'List users'],
  ] as const)('leads from a failure to the code of its request in %s', async (_what, events, item) => {
    const screen = { isTerminal: false, width: 80, color: false, unicode: true }
    const snippets = async (): Promise<WriteSnippets> => {
      return ({ method, url }) => [{ language: 'cURL', text: `curl -X ${method} ${url}` }]
    }
    const html = await textOf(createHtmlReporter({ screen, options: {}, snippets })(streamOf(events)))
    const { page } = await openPage(html)

    await page.getByRole('link', { name: 'The request as code' }).click()

    const code = page.locator('.item[open] .reproduce pre')
    expect(await code.allTextContents()).toEqual(['curl -X GET http://localhost/users'])
    expect(await code.isVisible()).toBe(true)
    expect(await openItems(page)).toEqual([item])
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
    const found = await shownItems(page)
    await page.keyboard.press('Escape')

    expect([found, await page.inputValue('#search')]).toEqual([['Broken'], ''])
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

    expect(ground).toBe('rgb(14, 17, 22)')
  })

  it.each(['light', 'dark'] as const)('has no fault that axe finds, in %s', async (colorScheme) => {
    // axe is put into the page, which its policy does not allow.
    const { page } = await open([...mixedRun(), ...twoIterations()], { colorScheme, bypassCSP: true })
    await page.click('#expand')
    await page.evaluate(`document.querySelectorAll('details').forEach((box) => { box.open = true })`)

    await page.addScriptTag({ content: axe.source })

    const found = await page.evaluate(
      `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
    )
    expect(found).toEqual([])
  })

  it('shows what differs by its members, the line of the script, and where variables came from', async () => {
    const { page } = await open(mixedRun())

    expect(await page.locator('.card .members').textContent()).toBe(
      '{\n  1 equal: id\n  name: "Ada"\n  name: "Bob"\n}\n',
    )
    expect(await page.locator('.card .excerpt .here').textContent()).toBe('2pm.expect(user).to.eql(wanted)\n')
    const cells = page.locator('.card .variables').first().locator('tbody tr').first().locator('th, td')
    expect(await cells.allTextContents()).toEqual(['host', 'a.test', 'environment', 'environment “Staging”', 'globals'])
  })

  it('filters by class of status and by folder, with the keyboard', async () => {
    const { page } = await open(mixedRun())

    await page.locator('#status').focus()
    await page.keyboard.type('5xx')
    const byStatus = await shownItems(page)
    await page.keyboard.press('Home')
    await page.locator('#folder').focus()
    await page.keyboard.type('Users')

    expect([byStatus, await shownItems(page)]).toEqual([['Broken'], ['List users', 'Broken']])
  })

  it('opens the request that a link names, again after a reload, and names what is opened', async () => {
    const { page } = await open(mixedRun(), { hash: '#r0-i0-p1-v0-a0' })
    const first = await openItems(page)

    await page.locator('.item summary').first().click()
    const { hash } = new URL(page.url())
    await page.reload()

    expect([first, hash, await openItems(page)]).toEqual([['Broken'], '#r0-i0-p0-v0-a0', ['List users']])
  })

  it('leads from the table of iterations to a request', async () => {
    const { page } = await open(twoIterations())

    await page.getByRole('link', { name: 'List users, iteration 2: failed, 9 ms' }).click()

    expect(await page.locator('.item[open] .detail').getAttribute('id')).toBe('r0-i1-p0-v0-a0')
  })

  it('shows what is behind a fold of a failure when it is printed', async () => {
    const { page } = await open(mixedRun())

    await page.emulateMedia({ media: 'print' })
    onTestFinished(() => page.emulateMedia({ media: null }))

    expect(await page.locator('.card .evidence .body pre').first().isVisible()).toBe(true)
    expect(await page.locator('#tools').isVisible()).toBe(false)
  })

  it('is dark where the user wants it dark', async () => {
    const { page } = await open(mixedRun(), { given: { darkTheme: true } })

    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(14, 17, 22)')
  })

  it('opens 10,000 requests from less than 25 MB, finds one of them and goes to another', async () => {
    const html = await render(manyRequests(10_000))
    const size = Buffer.byteLength(html)
    const { page, trouble } = await openPage(html, { hash: '#r0-i0-p7777-v0-a0' })
    const ms = await page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd')

    const first = await openItems(page)
    await page.fill('#search', 'products/4242 ')

    process.stdout.write(
      `10,000 requests: ${(size / 1_000_000).toFixed(1)} MB, open after ${Math.round(Number(ms))} ms\n`,
    )
    expect([size < 25_000_000, first]).toEqual([true, ['Request 7777']])
    expect(await page.locator('#shown').textContent()).toBe('1 of 10000')
    expect(await shownItems(page)).toEqual(['Request 4242'])
    expect(trouble).toEqual([])
    // A page of this size takes its time where several tests share a processor.
  }, 120_000)

  it.each([400, 1280])('does not scroll sideways at %d pixels', async (width) => {
    const { page } = await open(hostileRun(), { viewport: { width, height: 800 } })

    await page.click('#expand')

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})

/** Options of the reporter. */
type Given = Readonly<Record<string, string | boolean>>

interface Chosen extends Opening {
  readonly given?: Given
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

/** The same with a failure in its last item. */
function failingAtLast(events: readonly RunEvent[]): readonly RunEvent[] {
  const last = events.findLast((each) => each.type === 'item:end')
  return events.flatMap((each) => (each === last ? [event.failed({ cursor: last.cursor }), each] : [each]))
}
