import { type JSONVisitor, type ParseErrorCode, type ParseOptions, printParseErrorCode, visit } from 'jsonc-parser'
import type { RunnerError } from '../errors.ts'
import { yamlRefusal } from './collection-shape.ts'
import { foreignKind, YAML } from './foreign.ts'
import { type Input, refusal } from './input.ts'

/**
 * Says why a text is not JSON: what it is instead, or line, column and reason of the first error. INPUT_NOT_JSON;
 * `options`: what is allowed, default what JSON.parse does. YAML in place of a collection is refused as a Collection v3 (COLLECTION_VERSION) or OpenAPI document (COLLECTION_INVALID).
 */
export function jsonRefusal(input: Input, options: ParseOptions = STRICT): RunnerError {
  const foreign = foreignKind(input.text)
  if (foreign) return refusal(input, foreign.reason, { code: 'INPUT_NOT_JSON', hint: foreign.hint ?? EMPTY_HINT })
  if (YAML.test(input.text)) {
    if (input.kind === 'collection') return yamlRefusal(input)
    return refusal(input, 'it is YAML, not JSON', { code: 'INPUT_NOT_JSON', hint: 'Export it from Postman as JSON' })
  }
  const { line, column, reason } = firstError(input.text, options)
  return refusal(input, `not valid JSON, line ${line}, column ${column}: ${reason}`, {
    code: 'INPUT_NOT_JSON',
    line,
    hint: `Correct the file at that place${isPostmans(input) ? ', or export it from Postman again' : ''}`,
  })
}

const STRICT: ParseOptions = Object.freeze({ disallowComments: true })

const EMPTY_HINT = 'Look at what should have written it, or export it from Postman again'

/** Other files are not made by Postman. */
function isPostmans({ kind }: Input): boolean {
  return kind !== 'JWKS' && kind !== 'configuration'
}

interface JsonError {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  readonly reason: string
}

/** The first error of a text that was refused. */
function firstError(text: string, options: ParseOptions): JsonError {
  const errors: JsonError[] = []
  const visitor: JSONVisitor = {
    onError: (...[code, offset, , line, character]) => {
      errors.push({ line: line + 1, column: character + 1, reason: reasonOf(code, text, offset) })
    },
  }
  visit(text, visitor, options)
  return errors[0] ?? { line: 1, column: 1, reason: 'an error' }
}

const REASONS: Readonly<Record<string, string>> = Object.freeze({
  InvalidSymbol: 'an unexpected symbol; names and text need double quotes',
  PropertyNameExpected: 'expected a name in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon',
  CommaExpected: 'expected a comma or a closing bracket',
  EndOfFileExpected: 'the JSON ends before this place',
  InvalidCommentToken: 'a comment, which JSON does not allow',
  UnexpectedEndOfString: 'a text without closing quotes on the same line',
  UnexpectedEndOfNumber: 'a number without its last digits',
  InvalidUnicode: 'a \\u without four hexadecimal digits in a text',
  InvalidEscapeCharacter: 'a backslash in a text before a character that needs none',
  InvalidCharacter: 'a tab or another control character in a text',
})

function reasonOf(code: ParseErrorCode, text: string, offset: number): string {
  if (offset >= text.length) return 'the file ends before the JSON is complete'
  const isComma = /[}\]]/.test(text.charAt(offset)) && text.slice(0, offset).trimEnd().endsWith(',')
  return isComma ? 'a comma with nothing after it' : (REASONS[printParseErrorCode(code)] ?? 'an error')
}
