/** What a text is when it is no JSON, and what to do about it. */
interface Foreign {
  readonly matches: (text: string) => boolean
  readonly reason: string
  readonly hint?: string
}

/** Begins with a line `name:` or a document mark, after comments. No JSON does. */
export const YAML: RegExp = /^(?:\s*#[^\n]*\n)*\s*(?:%YAML|---(?:\s|$)|[\w$.-]+:(?:\s|$))/

const KINDS: readonly Foreign[] = Object.freeze([
  { matches: (text: string) => text.trim() === '', reason: 'it is empty' },
  {
    matches: (text: string) => /^\s*<(?:!doctype html|html)/i.test(text),
    reason: 'it is an HTML page',
    hint: 'Open it in a browser: it may be a login page, or a page about the file; use the link to the raw file',
  },
  {
    // The signature of a ZIP file, which .xlsx files are too.
    matches: (text: string) => text.startsWith('PK\u0003\u0004'),
    reason: 'it is a ZIP archive or an Excel workbook',
    hint: 'Unpack it, or save the sheet as CSV, and pass that file',
  },
])

/** Recognizes empty files, web pages and archives, which are passed by mistake. */
export function foreignKind(text: string): Foreign | undefined {
  return KINDS.find(({ matches }) => matches(text))
}
