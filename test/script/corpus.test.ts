import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ScriptAssertion, ScriptBridge, ScriptJob, ScriptOutcome, SendResult } from '../../src/engine/ports.ts'
import { createCookies } from '../../src/http/cookies.ts'
import { newmanRequest } from '../../src/load/newman-values.ts'
import { requestFromJson, requestToJson } from '../../src/load/request.ts'
import type { RequestTemplate } from '../../src/model/collection.ts'
import type { Failure } from '../../src/model/failure.ts'
import type { VariableScope } from '../../src/model/scope.ts'
import type { ScriptHost } from '../../src/script/host.ts'
import { createVault } from '../../src/script/vault.ts'
import { cursor, scriptRef, wireResponse } from '../support/events.ts'
import { failed, scriptJob } from '../support/script.ts'
import { createScriptHost } from '../support/script-host.ts'
import {
  answerTo,
  type Case,
  type CaseContext,
  type CaseResponse,
  CORPUS,
  type Dialect,
  readCases,
} from './corpus/case.mjs'
import { DELIBERATE, type Difference, type Recording } from './corpus/differences.ts'
import { cookieLines, plain } from './corpus/plain.mjs'

/**
 * Runs every script of the corpus through our RunScript port and compares it with what the official package did
 * (corpus/record.mjs says how that was recorded, and how a script is added).
 */

const DIALECTS: readonly Dialect[] = ['postman', 'newman']

/** What is recorded besides: not compared. */
interface Official extends Recording {
  readonly visualizer?: unknown
  readonly vault?: unknown
  readonly late?: unknown
  readonly dies?: string
  readonly hangs?: boolean
}

const NOT_COMPARED: readonly string[] = ['visualizer', 'vault', 'late', 'hangs', 'dies']

type Recorded = Readonly<Record<string, Partial<Record<Dialect | 'both', Official>> | undefined>>

interface Row extends Case {
  readonly dialect: Dialect
  readonly recorded: Official | undefined
}

const cases = readCases()
const recordings = new Map(
  [...new Set(cases.map(({ branch }) => branch))].map((branch) => [branch, recordedOf(branch)] as const),
)
const rows = DIALECTS.flatMap((dialect) => cases.flatMap((entry) => rowOf(entry, dialect)))

const shared = new Map<Dialect, ScriptHost>()
beforeAll(() => {
  for (const dialect of DIALECTS) shared.set(dialect, hostFor(dialect))
})
afterAll(() => Promise.all([...shared.values()].map((host) => host.close())))

test.each(titled(rows))('run() does %s as %s does', (_name, _dialect, row) => compareRow(row))

test('the tables of differences name scripts of the corpus', () => {
  const names = new Set(cases.map(({ name }) => name))

  expect(Object.keys(DELIBERATE).filter((name) => !names.has(name))).toEqual([])
})

function titled(list: readonly Row[]): readonly (readonly [name: string, dialect: Dialect, row: Row])[] {
  return list.map((row) => [row.name, row.dialect, row])
}

async function compareRow(row: Row): Promise<void> {
  const { recorded, dialect } = row
  expect(recorded, 'no recording: run corpus/record.mjs --new').toBeDefined()
  const { fresh, before, packages } = row.context
  const isAlone = fresh || before.length > 0 || packages !== undefined
  const host = isAlone ? hostFor(dialect, packages) : shared.get(dialect)!
  try {
    expect(await ranBy(host, row)).toEqual(expectedOf(recorded ?? {}, row))
  } finally {
    if (isAlone) await host.close()
  }
}

function hostFor(dialect: Dialect, packages?: CaseContext['packages']): ScriptHost {
  const texts = Object.entries(packages ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return createScriptHost({
    startTimeoutMs: 30_000,
    dialect,
    ...(packages !== undefined && { packages: Object.fromEntries(texts) }),
  })
}

function recordedOf(branch: string): Recorded {
  const path = join(CORPUS, branch, 'recorded.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recorded) : {}
}

function rowOf(entry: Case, dialect: Dialect): readonly Row[] {
  const entries = recordings.get(entry.branch)?.[entry.name.slice(entry.branch.length + 1)]
  const recorded = entries?.both ?? entries?.[dialect]
  const isComparable = (recorded?.dies ?? recorded?.hangs) === undefined || entry.name in DELIBERATE
  return entry.context.dialects.includes(dialect) && isComparable ? [{ ...entry, dialect, recorded }] : []
}

/** A recording → what we should do. Postman's requests become templates, as our port has them; what they lack is no change. */
function expectedOf(official: Official, { name, context, dialect }: Row): Recording {
  const read = (json: unknown): RequestTemplate => requestFromJson(dialect === 'newman' ? newmanRequest(json) : json)
  const before = JSON.stringify(read(context.request))
  const compared = Object.entries(official).filter(([key]) => !NOT_COMPARED.includes(key))
  const { request, sent, console: lines = [], ...rest } = Object.fromEntries(compared) as Recording
  return {
    ...rest,
    ...some('console', lines),
    ...(request === undefined || JSON.stringify(read(request)) === before ? {} : { request: read(request) }),
    ...(sent ? { sent: sent.map(read) } : {}),
    ...changeFor(DELIBERATE[name], dialect),
  }
}

function changeFor(difference: Difference | undefined, dialect: Dialect): Partial<Recording> | undefined {
  return dialect === 'newman' ? (difference?.newman ?? difference?.change) : difference?.change
}

async function ranBy(host: ScriptHost, { source, context }: Row): Promise<Recording> {
  const cookies = createCookies()
  for (const [url, line] of context.jar) await cookies.set(url, line)
  const before = cookieLines(await cookies.all())
  const seen = {
    assertions: [] as ScriptAssertion[],
    exceptions: [] as Failure[],
    console: [] as (readonly unknown[])[],
    sent: [] as RequestTemplate[],
  }
  const bridge: ScriptBridge = {
    print: (level, values) => void seen.console.push([level, ...values]),
    assert: (assertion) => void seen.assertions.push(assertion),
    heard: () => {},
    exception: ({ error, message }) =>
      seen.exceptions.length > 0
        ? void seen.console.push(['error', `${error?.name}: ${error?.message ?? message}`])
        : void seen.exceptions.push({ code: 'SCRIPT_ERROR', message, ...(error && { error }) }),
    send: async ({ written: _seen, ...request }) => {
      seen.sent.push(request)
      return replyTo(request, context)
    },
    cookies,
    vault: createVault(Object.entries(context.vault ?? {}).map(([key, value]) => ({ key, value }))),
    runRequest: async () => ({ kind: 'failed', failure: { code: 'SCRIPT_ERROR', message: 'none' } }),
  }
  for (const script of context.before) await host.run(jobOf(script, context), { ...bridge, ...SILENT })
  const { request, ...outcome } = await host.run(jobOf(source, context), bridge)
  const { written: _seen, ...template } = request ?? {}
  const after = cookieLines(await cookies.all())
  return {
    // The official package tells late errors like others; that they fail nothing is newman's doing.
    ...recordingOf({
      ...seen.exceptions.slice(0, 1).reduce((_, failure) => ({ failure }), {}),
      ...outcome,
      ...(request && { request: template as RequestTemplate }),
    }),
    ...some('assertions', seen.assertions.map(assertionOf)),
    ...some(
      'console',
      seen.console.map((line) => line.map((value) => withoutIds(plain(value)))),
    ),
    ...some('sent', seen.sent),
    ...(after.join() === before.join() ? {} : { jar: after }),
  }
}

/** newman's responses have ids by chance; those that were recorded had this one. */
function withoutIds(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value).replace(/"[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}"/g, '"response"'),
  )
}

const SILENT: Pick<ScriptBridge, 'print' | 'assert'> = { print: () => undefined, assert: () => undefined }

function some<Name extends string, T>(name: Name, list: readonly T[]): { readonly [key in Name]?: readonly T[] } {
  return (list.length > 0 ? { [name]: list } : {}) as { readonly [key in Name]?: readonly T[] }
}

function assertionOf(assertion: ScriptAssertion): unknown {
  const { name, index, outcome } = assertion
  if (assertion.outcome !== 'failed') return { name, index, outcome }
  const { error, message } = assertion.failure
  return { name, index, outcome, error: { name: error?.name, message: error?.message ?? message } }
}

function recordingOf({ mutations, failure, request, nextRequest, skipRequest }: ScriptOutcome): Recording {
  const scopes: Record<string, Record<string, unknown>> = {}
  for (const { scope, name, value } of mutations) {
    scopes[scope] = { ...scopes[scope], [name]: value === undefined ? '‹removed›' : plain(value) }
  }
  return {
    ...(mutations.length > 0 ? { mutations: scopes } : {}),
    ...(failure
      ? { error: { name: failure.error?.name ?? failure.code, message: failure.error?.message ?? failure.message } }
      : {}),
    ...(nextRequest === undefined ? {} : { nextRequest: typeof nextRequest === 'string' ? nextRequest : null }),
    ...(skipRequest ? { skipped: true } : {}),
    ...(request ? { request } : {}),
  }
}

/** The vault and the packages of a context have no place in a job yet. */
function jobOf(source: string, context: CaseContext): ScriptJob {
  const { phase, item, owner, location, iteration, iterations, request, response, data } = context
  return scriptJob({
    source,
    phase,
    ref: scriptRef({ owner }),
    cursor: cursor({ iteration, itemId: item.id, itemName: item.name }),
    iterations,
    location,
    scopes: {
      local: scopeOf(context, 'local'),
      environment: scopeOf(context, 'environment'),
      collection: scopeOf(context, 'collection'),
      globals: scopeOf(context, 'globals'),
      data: { values: Object.entries(data).map(([key, value]) => ({ key, value })) },
    },
    request: requestFromJson(request),
    ...(response ? { response: wireOf(response), timings: { total: response.time } } : {}),
  })
}

function scopeOf(context: CaseContext, scope: 'local' | 'environment' | 'collection' | 'globals'): VariableScope {
  const name = context.names[scope]
  return { id: scope, ...(name === undefined ? {} : { name }), values: context[scope] }
}

function wireOf({ code, status, headers, body, cookies }: CaseResponse): ReturnType<typeof wireResponse> {
  return wireResponse({
    status: code,
    statusText: status,
    headers,
    body,
    sizeBytes: body.length,
    downloadedBytes: body.length,
    cookies,
  })
}

function replyTo(request: RequestTemplate, { answers }: CaseContext): SendResult {
  const { error, response } = answerTo(requestToJson(request)['url'] as object, answers)
  if (response) return { kind: 'response', response: wireOf(response), timings: { total: response.time } }
  const { name = 'Error', message = '', code } = error ?? {}
  return failed({ code: 'NETWORK_FAILED', message, error: { name, message, ...(code !== undefined && { code }) } })
}
