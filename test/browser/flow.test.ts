import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createHtmlReporter } from '../../src/report/html/html.ts'
import { sentSnippets } from '../../src/snippet/sent.ts'
import { hasChromium, type Opened, type Opening, useBrowser } from '../support/browser.ts'
import { bytes, cursor, event, outlineItem, streamOf, textOf, wireRequest, wireResponse } from '../support/events.ts'
import { compact } from '../token/jwt.ts'

const HOSTILE = `</script></svg></text>"'\`--><img src=x onerror="window.pwned=1"><svg onload=window.pwned=1>{{7*7}}`

describe.skipIf(!hasChromium)('flow, tokens and code of the HTML report in Chromium', () => {
  const openPage = useBrowser()

  async function open(text: string, options: Opening = {}): Promise<Opened> {
    const screen = { isTerminal: false, width: 80, color: false, unicode: true }
    const report = createHtmlReporter({ screen, options: {}, snippets: async () => sentSnippets })
    return openPage(await textOf(report(streamOf(signOn(text)))), options)
  }

  it('leads from an arrow of the flow to its request', async () => {
    const { page, trouble } = await open('plain')

    await page.locator('.drawing a').nth(1).click()

    expect(await page.locator('.item[open] .title strong').allTextContents()).toEqual(['Call plain'])
    expect(trouble).toEqual([])
  })

  it('says the flow in words, without a script', async () => {
    const { page } = await open('plain', { javaScriptEnabled: false })

    await page.getByText('The same in words').click()

    expect(await page.locator('.steps ol > li > a').allTextContents()).toEqual(['Sign on plain', 'Call plain'])
    expect(await page.locator('.steps ul li').allTextContents()).toEqual([
      'Client to Authorization server: POST /token',
      'Authorization server to Client: 200 OK',
      'Client to Resource: GET /users, with access_token from step 1',
      'Resource to Client: 500 OK',
    ])
  })

  it('explains a token when its box is opened by keyboard', async () => {
    const { page } = await open('plain')

    await page.locator('.token summary').focus()
    await page.keyboard.press('Enter')

    expect(await page.locator('.token[open] .claims th').allTextContents()).toEqual([
      'alg',
      'kid',
      'iss',
      'scope',
      'note',
    ])
    expect(await page.locator('.token .findings .invalid').allTextContents()).toEqual([
      'invalid It lacks exp, aud, which an access token must have.',
    ])
  })

  it.each([true, false])('changes the language of code by keyboard (with scripts: %s)', async (javaScriptEnabled) => {
    const { page } = await open('plain', { javaScriptEnabled })
    const item = page.locator('.item').nth(1)
    await item.locator('summary').first().click()

    await item.getByLabel('cURL', { exact: true }).first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')

    expect(await item.locator('.panels pre:visible').getAttribute('aria-label')).toBe('Go')
    expect(await item.locator('.panels pre:visible').textContent()).toContain('"Bearer " + os.Getenv("ACCESS_TOKEN")')
  })

  it('shows hostile names, values and claims as text', async () => {
    const { page, trouble } = await open(HOSTILE)

    await page.evaluate('for (const box of document.querySelectorAll("details")) box.open = true')

    expect(await page.evaluate('[window.pwned, document.querySelectorAll("img, [onload]").length]')).toEqual([
      undefined,
      0,
    ])
    expect(await page.locator('.drawing title').allTextContents()).toEqual([`Sign on ${HOSTILE}`, `Call ${HOSTILE}`])
    expect(await page.locator('.claims td code').allTextContents()).toContain(JSON.stringify(HOSTILE).slice(1, -1))
    expect(trouble).toEqual([])
  })

  it('does not scroll sideways on a small screen', async () => {
    const { page } = await open(HOSTILE, { viewport: { width: 375, height: 700 } })

    await page.evaluate('for (const box of document.querySelectorAll("details")) box.open = true')

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })
})

/** A token is fetched and used; the second request fails. The text stands in all names and values. */
function signOn(text: string): readonly RunEvent[] {
  const claims = { iss: 'https://id.example', scope: 'x', note: text }
  const [header, payload] = compact({ alg: 'RS256', kid: 'k' }, claims).split('.')
  const token = `${header}.${payload}.[access_token#1]`
  const one = { cursor: cursor({ itemName: `Sign on ${text}` }), exchange: 0 }
  const other = { cursor: cursor({ itemId: 'item-2', itemName: `Call ${text}`, position: 1 }), exchange: 1 }
  return [
    event.runStart({ name: text, outline: [outlineItem(), outlineItem({ id: 'item-2', name: 'Call' })] }),
    event.iterationStart(),
    event.itemStart(one),
    event.request({
      ...one,
      wire: wireRequest({
        method: 'POST',
        url: 'https://id.example/token',
        headers: [{ key: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
        body: { kind: 'bytes', bytes: bytes(`grant_type=client_credentials&x=${encodeURIComponent(text)}`) },
      }),
    }),
    event.response({
      ...one,
      response: wireResponse({
        url: 'https://id.example/token',
        body: bytes(JSON.stringify({ access_token: token, text })),
      }),
    }),
    event.itemEnd(one),
    event.itemStart(other),
    event.request({
      ...other,
      wire: wireRequest({
        url: 'https://api.example/users',
        headers: [
          { key: 'Authorization', value: `Bearer ${token}` },
          { key: 'X-Text', value: text },
        ],
      }),
    }),
    event.response({ ...other, response: wireResponse({ url: 'https://api.example/users', status: 500 }) }),
    event.failed({ cursor: other.cursor }),
    event.itemEnd(other),
    event.iterationEnd(),
    event.runEnd(),
  ]
}
