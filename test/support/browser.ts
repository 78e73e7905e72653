import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

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

/** Is there a Chromium to test with. */
export const hasChromium: boolean = existsSync(CHROMIUM)

/** How a page is opened. */
export interface Opening extends BrowserContextOptions {
  readonly hash?: string
}

/** A page of a report. */
export interface Opened {
  readonly page: Page
  /** What the page may not do: errors, violations of its policy, requests. */
  readonly trouble: readonly string[]
}

/** One Chromium for the tests of a file, with one page for each way to open it: a new process for each test takes longer than the test. */
export function useBrowser(): (html: string, opening?: Opening) => Promise<Opened> {
  const pages = new Map<string, Promise<WatchedPage>>()
  let browser: Browser
  let folder: string
  let count = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'html-report-'))
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
  })

  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true })
  })

  // HTML is opened as a file, as readers do; each has a file of its own, as another hash alone loads nothing.
  return async (html, { hash = '', ...options } = {}) => {
    const file = join(folder, `report-${count++}.html`)
    await writeFile(file, html)
    const key = JSON.stringify(options)
    const opened = pages.get(key) ?? openPage(browser, options)
    pages.set(key, opened)
    const { page, watch } = await opened
    const trouble = watch()
    await page.goto(pathToFileURL(file).href + hash)
    return { page, trouble }
  }
}

interface WatchedPage {
  readonly page: Page
  /** From now on trouble goes into this list. */
  readonly watch: () => readonly string[]
}

async function openPage(browser: Browser, options: BrowserContextOptions): Promise<WatchedPage> {
  const context = await browser.newContext(options)
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => console.error('violates ' + event.violatedDirective))`,
  )
  const page = await context.newPage()
  let trouble: string[] = []
  page.on('console', (message) => trouble.push(message.text()))
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('request', (request) => {
    if (!/^(?:file|data):/.test(request.url())) trouble.push(request.url())
  })
  return {
    page,
    watch: () => {
      trouble = []
      return trouble
    },
  }
}
