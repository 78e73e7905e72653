/** What a text is known to be, whatever its value. */
export type Format = 'link' | 'uuid' | 'date-time' | 'date' | 'jwt' | 'uri' | 'email' | 'digits'

interface FormatRow {
  /** As it stands in a sentence: `expected a UUID`. */
  readonly words: string
  readonly fits: RegExp
  /** Looks like it in an example, where texts are shortened or masked. Default: `fits`. */
  readonly shown?: RegExp
  /** Only texts of members with such a name. */
  readonly names?: RegExp
  /** How many different texts must show it: digits may be a name. Default 1. */
  readonly least?: number
}

/** In this order: the first that fits is it. Sources: RFC 9562, RFC 3339, RFC 3986 (and RFC 8141), RFC 7519, RFC 7516. */
const FORMATS: Readonly<Record<Format, FormatRow>> = Object.freeze<Record<Format, FormatRow>>({
  // A link may be a template (RFC 6570). Source: HAL, draft-kelly-json-hal section 5.
  link: { words: 'a URI', fits: /^(?:[a-z][a-z\d+.-]*:|\{)[^\s<>"]+$/i, names: /^_links\.href$/ },
  uuid: { words: 'a UUID', fits: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i },
  'date-time': {
    words: 'a date and time',
    fits: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?$/,
  },
  date: { words: 'a date', fits: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/ },
  jwt: {
    words: 'a JWT',
    fits: /^eyJ[\w-]*\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?$/,
    // Documentation shows the first letters of a token: eyJhbGciOi...
    shown: /^eyJ[\w-]*(?:\.[\w-]*){0,4}\.{2,}$/,
  },
  uri: { words: 'a URI', fits: /^(?:[a-z][a-z\d+.-]*:\/\/[^\s]+|urn:[a-z\d][^\s:]*:[^\s]+)$/i },
  email: { words: 'an email address', fits: /^[^\s@]+@[^\s@]+$/, names: /mail/i },
  digits: { words: 'digits', fits: /^\d+$/, least: 2 },
})

const ROWS: readonly (readonly [Format, FormatRow])[] = Object.freeze(Object.entries(FORMATS) as [Format, FormatRow][])

/** The format that a text of an example shows; `name`: of the member that it is the value of. */
export function formatOf(text: string, name: string): Format | undefined {
  if (text.length > MAX_LENGTH) return text.startsWith('eyJ') && FORMATS.jwt.fits.test(text) ? 'jwt' : undefined
  const found = ROWS.find(([, { fits, shown, names }]) => {
    if (names?.test(name) === false) return false
    return fits.test(text) || shown?.test(text) === true
  })
  return found?.[0]
}

/** Does a text of a response have a format; one that is shortened has it as well, for logs and documentation. */
export function hasFormat(text: string, format: Format): boolean {
  const row = FORMATS[format]
  return row.fits.test(text) || row.shown?.test(text) === true
}

/** How many different texts have to show a format before it counts. */
export function leastOf(format: Format): number {
  return FORMATS[format].least ?? 1
}

/** A format in a sentence. */
export function wordsOf(format: Format): string {
  return FORMATS[format].words
}

/** Of an id, a date or an address; only tokens are longer. */
const MAX_LENGTH = 4096
