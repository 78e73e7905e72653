/** What the user asks of the page, by options of newman-reporter-htmlextra. */
export interface HtmlOptions {
  readonly title?: string
  /** From 1, the largest, to 6. */
  readonly titleSize?: number
  readonly browserTitle?: string
  readonly theme?: 'dark'
  /** A name of the IANA time zone database. */
  readonly timezone?: string
  readonly showOnlyFails: boolean
  /** JSON in one colour. */
  readonly isPlain: boolean
  /** Links in the names of assertions. */
  readonly showMarkdownLinks: boolean
  readonly omitHeaders: boolean
  /** In lower case. */
  readonly skipHeaders: ReadonlySet<string>
  readonly omitRequestBodies: boolean
  readonly omitResponseBodies: boolean
  /** Names of items. */
  readonly hideRequestBody: ReadonlySet<string>
  readonly hideResponseBody: ReadonlySet<string>
  readonly skipRequests: ReadonlySet<string>
  readonly skipFolders: ReadonlySet<string>
  readonly showEnvironmentData: boolean
  readonly showGlobalData: boolean
  readonly skipEnvironmentVars: ReadonlySet<string>
  readonly skipGlobalVars: ReadonlySet<string>
}

type Given = Readonly<Record<string, string | boolean>>

interface Read {
  readonly options: HtmlOptions
  /** Options that have no effect, each in a sentence. */
  readonly warnings: readonly string[]
}

/** Options of htmlextra that make no sense here, and why. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = Object.freeze({
  template: 'the page has one template, which is a part of flowgate',
  displayProgressBar: 'the reporter "progress" shows a bar',
  testPaging: 'the list of requests has no pages',
})

/** Reads the options of `--reporter-html-<option>`. Source: README of newman-reporter-htmlextra 1.23, "CLI options". */
export function readOptions(given: Given): Read {
  const isOn = (name: string): boolean => given[name] !== undefined && given[name] !== false && given[name] !== 'false'
  const text = (name: string): string | undefined => {
    const value = given[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const list = (name: string): ReadonlySet<string> =>
    new Set(
      (text(name) ?? '')
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    )
  const [title, browserTitle, timezone, size] = [
    text('title'),
    text('browserTitle'),
    text('timezone'),
    text('titleSize'),
  ]
  const titleSize = size !== undefined && /^[1-6]$/.test(size) ? Number(size) : undefined
  const isZone = timezone === undefined || isTimeZone(timezone)
  const isBare = isOn('skipSensitiveData')
  return {
    options: {
      ...(title !== undefined && { title }),
      ...(titleSize !== undefined && { titleSize }),
      ...(browserTitle !== undefined && { browserTitle }),
      ...(isOn('darkTheme') && { theme: 'dark' }),
      ...(timezone !== undefined && isZone && { timezone }),
      showOnlyFails: isOn('showOnlyFails'),
      isPlain: isOn('noSyntaxHighlighting'),
      showMarkdownLinks: isOn('showMarkdownLinks'),
      omitHeaders: isBare || isOn('omitHeaders'),
      skipHeaders: new Set([...list('skipHeaders')].map((name) => name.toLowerCase())),
      omitRequestBodies: isBare || isOn('omitRequestBodies'),
      omitResponseBodies: isBare || isOn('omitResponseBodies'),
      hideRequestBody: list('hideRequestBody'),
      hideResponseBody: list('hideResponseBody'),
      skipRequests: list('skipRequests'),
      skipFolders: list('skipFolders'),
      showEnvironmentData: isOn('showEnvironmentData'),
      showGlobalData: isOn('showGlobalData'),
      skipEnvironmentVars: list('skipEnvironmentVars'),
      skipGlobalVars: list('skipGlobalVars'),
    },
    warnings: [
      ...Object.entries(WITHOUT_EFFECT).flatMap(([name, why]) => (isOn(name) ? [withoutEffect(name, why)] : [])),
      ...(isZone ? [] : [withoutEffect('timezone', `there is no time zone "${timezone}"`)]),
      ...(size === undefined || titleSize !== undefined ? [] : [withoutEffect('titleSize', 'sizes go from 1 to 6')]),
    ],
  }
}

function withoutEffect(name: string, why: string): string {
  return `--reporter-html-${name} has no effect: ${why}`
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
