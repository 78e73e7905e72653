import { createConfiguredCheck } from '../../src/check/check.ts'
import type { CheckResult } from '../../src/engine/check.ts'
import type { CheckConfig } from '../../src/model/check.ts'
import type { Header } from '../../src/model/collection.ts'
import type { PlannedItem } from '../../src/plan/plan.ts'
import { bytes, resolvedRequest, wireRequest, wireResponse } from './events.ts'

/** What a check is held against; the rest is an answer of 200 to the request `Users/Get one`. */
interface Answer {
  readonly json?: unknown
  readonly text?: string
  readonly status?: number
  readonly headers?: readonly Header[]
  readonly totalMs?: number
}

/** What one check of the configuration says about an answer; of failures the message. */
export async function judged(check: Omit<CheckConfig, 'request'>, answer: Answer = {}): Promise<readonly string[]> {
  return (await results([{ request: '*', ...check }], answer)).map(shown)
}

/** The results of checks. */
export async function results(checks: readonly CheckConfig[], answer: Answer = {}): Promise<readonly CheckResult[]> {
  const { json = {}, text = JSON.stringify(json), status = 200, headers = [], totalMs = 1 } = answer
  const check = await createConfiguredCheck(checks)
  return check({
    item: plannedItem('API/Users/Get one'),
    request: { request: resolvedRequest(), wire: wireRequest() },
    response: wireResponse({ status, headers, body: bytes(text) }),
    timings: { total: totalMs },
  })
}

/** A request by collection, folders and name, with the id `id-<name>`. */
export function plannedItem(path: string): PlannedItem {
  const location = path.split('/')
  const name = location.at(-1) ?? ''
  const request = { method: 'GET', url: { raw: '' }, header: [] }
  return {
    id: `id-${name}`,
    name,
    location,
    request: request as unknown as PlannedItem['request'],
    prerequest: [],
    test: [],
    examples: [],
    behavior: {},
  }
}

function shown(result: CheckResult): string {
  if (result.kind !== 'assertion') return result.kind
  return result.outcome === 'failed' ? `${result.name}: ${result.failure.message}` : `${result.name}: ${result.outcome}`
}
