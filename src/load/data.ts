import { CsvError, parse } from 'csv-parse/sync'
import { foreignKind } from './foreign.ts'
import { type Input, refusal } from './input.ts'
import { parseJson } from './json.ts'
import { isRecord } from './plain.ts'

/** The variables of one iteration. */
export type DataRow = Readonly<Record<string, unknown>>

/** How iteration data are read. */
export interface DataOptions {
  /** `string`: no cell of CSV becomes a number. */
  readonly dataTypes?: 'auto' | 'string'
  /** No rows, or JSON that is no list: no data, as in newman. */
  readonly allowEmpty?: boolean
}

/**
 * Iteration data: a JSON list of objects, else CSV whose first row has the names.
 * Fails with INPUT_NOT_JSON and INPUT_NOT_CSV, and with DATA_INVALID when there are no rows or they are no objects.
 */
export async function parseData(input: Input, options: DataOptions = {}): Promise<readonly DataRow[]> {
  if (options.allowEmpty && input.text.trim() === '') return []
  const foreign = foreignKind(input.text)
  if (foreign) throw invalid(input, foreign.reason, foreign.hint)
  const rows = isJson(input) ? await parseJson(input) : parseCsv(input, options)
  if (options.allowEmpty && (isRecord(rows) || (Array.isArray(rows) && rows.length === 0))) return []
  if (!Array.isArray(rows)) throw invalid(input, 'its JSON is not a list')
  if (rows.length === 0) throw invalid(input, 'it has no rows')
  const stranger = rows.findIndex((row) => !isRecord(row))
  if (stranger >= 0) throw invalid(input, `row ${stranger + 1} of its list is not an object`)
  return rows
}

function invalid(input: Input, reason: string, hint?: string): Error {
  return refusal(input, reason, {
    code: 'DATA_INVALID',
    hint: hint ?? 'Write a list of objects, [{ "name": "value" }], or CSV with the names in the first row',
  })
}

/** newman reads broken JSON as CSV, and runs with rows that nobody wrote. */
function isJson({ name, text }: Input): boolean {
  return /\.json$/i.test(name) || /^\s*[[{]/.test(text)
}

/** With the settings of newman; what comes of them is compared with newman 6.2.2 in test/load/data.test.ts. */
function parseCsv(input: Input, { dataTypes = 'auto' }: DataOptions): readonly unknown[] {
  try {
    return parse(input.text, {
      columns: true,
      escape: '"',
      trim: true,
      relax_quotes: true,
      relax_column_count: true,
      cast: (cell, { quoting, header }) => (dataTypes === 'string' || quoting || header ? cell : castCell(cell)),
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw refusal(input, `not valid CSV, line ${String(error['lines'])}: ${CSV_REASONS[error.code] ?? error.code}`, {
      code: 'INPUT_NOT_CSV',
      hint: 'Put a value with quotes or line breaks in double quotes, and write each quote inside twice',
      cause: error,
    })
  }
}

const CSV_REASONS: Readonly<Record<string, string>> = Object.freeze({
  CSV_QUOTE_NOT_CLOSED: 'the file ends inside quotes',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'text after closing quotes',
})

/**
 * A cell without quotes becomes a number when it looks like one to JavaScript and starts like one: `00123` is 123,
 * `1e3` is 1000, `0x10` is 0. Quotes keep it a text. newman has two rules of which the first (integers) changes nothing.
 */
function castCell(cell: string): string | number {
  const number = Number.parseFloat(cell)
  return Number(cell) - number + 1 >= 0 ? number : cell
}
