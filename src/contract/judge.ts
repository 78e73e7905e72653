import type { CheckResult } from '../engine/check.ts'
import type { ContractMode } from '../model/contract.ts'
import type { WireResponse } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import { type AnswerContract, addressed, type Contract } from './contract.ts'
import type { Example } from './example.ts'
import type { Violation } from './fit.ts'
import { elementPaths } from './markup.ts'
import { bodyKindOf, isSameMediaType, mediaTypeOf } from './media-type.ts'
import { bestFit } from './variants.ts'
import { bodyFailure, broken, parseBody } from './words.ts'

/** A larger body is not looked into: the run would stand still. Bytes, 32 MiB. */
const MAX_BODY_BYTES = 32 * 1024 * 1024

/**
 * Holds a response against the examples of its request. Three assertions with names that stay the same from run to run: status, media type, body. Those
 * behind one that fails are skipped, it explains them. Without an example there is one assertion, `no contract`, and it is skipped: nothing was shown.
 */
export function judge(response: WireResponse, contract: Contract, mode: ContractMode): readonly CheckResult[] {
  const due = addressed(contract, response.status)
  if (due.kind === 'none') {
    const name = contract.answers.length === 0 ? 'no contract' : `no contract for status ${response.status}`
    return [{ kind: 'contract' }, skipped(name)]
  }
  if (due.kind === 'other') {
    return [
      { kind: 'contract', example: due.example.name },
      failed(STATUS, statusFailure(due.statuses, response.status, due.example)),
      skipped(MEDIA_TYPE),
      skipped(BODY),
    ]
  }

  const best = nearest(response, due.answer, mode)
  const { example } = best
  const status = due.answer.status === undefined ? [] : [passed(STATUS)]
  const expected = example.mediaType ?? (example.body.kind === 'json' ? 'application/json' : undefined)
  const type = expected === undefined ? [] : [mediaTypeResult(response, { expected, example, mode })]
  const isWrongType = type.some(({ outcome }) => outcome === 'failed')
  const body = example.body.kind === 'nothing' ? [] : [isWrongType ? skipped(BODY) : bodyResult(response, best)]
  const results = [...status, ...type, ...body]
  if (results.length === 0) return [{ kind: 'contract' }, skipped('no contract')]
  return [{ kind: 'contract', example: example.name }, ...results]
}

const STATUS = 'contract: status'
const MEDIA_TYPE = 'contract: media type'
const BODY = 'contract: body'

type Judgement = Extract<CheckResult, { readonly kind: 'assertion' }>

interface Nearest {
  readonly example: Example
  /** Absent: the body was not compared with a shape. */
  readonly violations?: readonly Violation[] | undefined
}

/** The example with the best shape; of those without one, the first of the same media type. */
function nearest(response: WireResponse, { examples, variants }: AnswerContract, mode: ContractMode): Nearest {
  const json = variants.length > 0 && response.body.byteLength <= MAX_BODY_BYTES ? parseBody(response.body) : undefined
  const best = json && bestFit(json.value, variants, { mode })
  if (best !== undefined) return best
  const mediaType = mediaTypeOf(response.headers)
  const [first] = [...examples.filter((example) => example.mediaType === mediaType), ...examples]
  if (first === undefined) throw new Error('An answer without examples')
  return { example: first }
}

function statusFailure(statuses: readonly number[], actual: number, { name }: Example): Failure {
  const message = `response.status: expected ${statuses.join(' or ')} as in example "${name}", got ${actual}`
  return broken(message, { expected: statuses.length === 1 ? statuses[0] : statuses, actual })
}

interface DueType {
  readonly expected: string
  readonly example: Example
  readonly mode: ContractMode
}

function mediaTypeResult({ headers }: WireResponse, { expected, example, mode }: DueType): Judgement {
  const actual = mediaTypeOf(headers)
  if (actual !== undefined && isSameMediaType(expected, actual, mode)) return passed(MEDIA_TYPE)
  const got = actual ?? 'none'
  const message = `response.headers["content-type"]: expected ${expected} as in example "${example.name}", got ${got}`
  return failed(MEDIA_TYPE, broken(message, { expected, actual: got }))
}

function bodyResult({ body, sizeBytes }: WireResponse, { example, violations }: Nearest): Judgement {
  if (body.byteLength > MAX_BODY_BYTES) return skipped(BODY)
  if (violations !== undefined) {
    return violations.length === 0 ? passed(BODY) : failed(BODY, bodyFailure(violations, example.name))
  }
  const failure = plainFailure(body, example, sizeBytes)
  return failure === undefined ? passed(BODY) : failed(BODY, failure)
}

/** Of bodies that have no shape: text is there if the example has some, and XML has the elements of the example. */
function plainFailure(
  body: Uint8Array,
  { body: shown, mediaType, name }: Example,
  sizeBytes: number,
): Failure | undefined {
  const said = (expected: string, actual: string): Failure =>
    broken(`response.body: expected ${expected} as in example "${name}", got ${actual}`, { expected, actual })
  if (sizeBytes === 0) return said(shown.kind === 'json' ? 'JSON' : 'a body', 'nothing')
  if (shown.kind === 'json') return said('JSON', 'something else')
  if (shown.kind !== 'text' || mediaType === undefined || bodyKindOf(mediaType) !== 'xml') return undefined

  const wanted = elementPaths(shown.text)
  if (wanted === undefined) return undefined
  const found = elementPaths(new TextDecoder().decode(body))
  if (found === undefined) return said('XML', 'something else')
  const lacking = [...wanted].filter((path) => !found.has(path))
  const [root = ''] = found
  if (lacking.length === 0) return undefined
  return said(lacking.map((path) => `<${path.replaceAll('/', '><')}>`).join(', '), `no such element in <${root}>`)
}

function passed(name: string): Judgement {
  return { kind: 'assertion', name, origin: 'contract', outcome: 'passed' }
}

function skipped(name: string): Judgement {
  return { kind: 'assertion', name, origin: 'contract', outcome: 'skipped' }
}

function failed(name: string, failure: Failure): Judgement {
  return { kind: 'assertion', name, origin: 'contract', outcome: 'failed', failure }
}
