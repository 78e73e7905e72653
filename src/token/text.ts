import type { Finding, SignatureCheck } from './findings.ts'
import type { Explained, Explanation } from './words.ts'

/** An explanation as lines of text, with line breaks. */
export function explanationText({ title, header, claims }: Explanation): string {
  return `${title}\n\nHeader\n${table(header)}\n\nClaims\n${table(claims)}\n`
}

/** What was found, as lines of text, with line breaks. */
export function findingsText(findings: readonly Finding[], check: SignatureCheck): string {
  const right = check.kind === 'right' ? [`  sound    the signature is right, by ${check.by}`] : []
  const lines = findings.map(({ level, text }) => `  ${level.padEnd(9)}it ${text}`)
  const all = [...right, ...lines]
  return `Findings\n${all.length === 0 ? '  none' : all.join('\n')}\n`
}

/** A value that is longer stands on a line of its own. */
const MAX_VALUE = 44

function table(rows: readonly Explained[]): string {
  if (rows.length === 0) return '  none'
  const name = Math.max(...rows.map((row) => row.name.length)) + 2
  const value = Math.min(MAX_VALUE, Math.max(...rows.map((row) => row.value.length))) + 2
  return rows
    .map((row) => {
      const isLong = row.value.length > MAX_VALUE && row.meaning !== ''
      const first = `  ${row.name.padEnd(name)}${isLong ? row.value : row.value.padEnd(value)}`
      const meaning = isLong ? `\n  ${' '.repeat(name)}${' '.repeat(value)}${row.meaning}` : row.meaning
      return `${first}${meaning}`.trimEnd()
    })
    .join('\n')
}
