import { type ParseError, parse } from 'jsonc-parser'
import { PARSE } from './config-lines.ts'
import type { Input } from './input.ts'
import { jsonRefusal } from './json-refusal.ts'

/** Parses JSON with comments and commas behind last entries, as editors allow it. Fails with INPUT_NOT_JSON. */
export function parseJsonc(input: Input): unknown {
  const errors: ParseError[] = []
  const value: unknown = parse(input.text, errors, PARSE)
  if (errors.length > 0) throw jsonRefusal(input, PARSE)
  return value
}
