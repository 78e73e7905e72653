import type { Answered, Check, CheckResult } from '../engine/check.ts'
import type { CheckConfig } from '../model/check.ts'
import type { WireResponse } from '../model/exchange.ts'
import { matchesRequest } from '../plan/match.ts'
import { failed, passed, skipped } from './assertion.ts'
import { schemaCheck } from './body-schema.ts'
import { type CheckHeader, headerCheck } from './header.ts'
import { jsonPathCheck, type NamedCheck } from './json-path.ts'
import { refuse } from './refusal.ts'
import { checkStatus } from './status.ts'

/** Makes what judges responses by the checks of the configuration; each is compiled once. Throws CONFIG_INVALID for what cannot be used. */
export async function createConfiguredCheck(configs: readonly CheckConfig[]): Promise<Check> {
  const checks = await Promise.all(configs.map(compile))
  return async (answered) =>
    checks.flatMap((check) => (matchesRequest(check.config.request, answered.item) ? check.judge(answered) : []))
}

interface Compiled {
  readonly config: CheckConfig
  readonly judge: (answered: Answered) => readonly CheckResult[]
}

async function compile(config: CheckConfig, index: number): Promise<Compiled> {
  const { status, headers = {}, jsonpath = [], schema, maxLatencyMs } = config
  const place = `checks[${index}]`
  if (typeof schema === 'string') throw refuse(`${place}.schema`, 'the file of it was not read')
  const ofHeaders: readonly CheckHeader[] = Object.entries(headers).map(([name, expected]) =>
    headerCheck(name, expected, `${place}.headers[${JSON.stringify(name)}]`),
  )
  const ofPaths = await Promise.all(jsonpath.map((each, i) => jsonPathCheck(each, `${place}.jsonpath[${i}]`)))
  const ofBody = [...ofPaths.flat(), ...(schema === undefined ? [] : [await schemaCheck(schema, `${place}.schema`)])]
  return {
    config,
    judge: ({ response, timings }) => [
      ...(status === undefined ? [] : [checkStatus(status, response.status)]),
      ...ofHeaders.map((check) => check(response.headers)),
      ...judgeBody(response, ofBody),
      ...(maxLatencyMs === undefined ? [] : [checkLatency(maxLatencyMs, timings.total)]),
    ],
  }
}

/** A body that is no JSON is told once; what should have looked into it is skipped. */
function judgeBody({ body }: WireResponse, checks: readonly NamedCheck[]): readonly CheckResult[] {
  if (checks.length === 0) return []
  const json = parse(body)
  if (json !== undefined) return checks.map(({ check }) => check(json.value))
  const got = body.byteLength === 0 ? 'an empty body' : `${body.byteLength} bytes that are none`
  return [
    failed('body is JSON', `response.body: expected JSON, got ${got}`, { expected: 'JSON', actual: got }),
    ...checks.map(({ name }) => skipped(name)),
  ]
}

function parse(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder().decode(body)) }
  } catch {
    // Told as an assertion.
    return undefined
  }
}

function checkLatency(mostMs: number, actualMs: number): CheckResult {
  const name = `answers within ${mostMs} ms`
  if (actualMs <= mostMs) return passed(name)
  const actual = Math.round(actualMs)
  return failed(name, `response.time: expected ${mostMs} ms at most, got ${actual} ms`, { expected: mostMs, actual })
}
