import { expect, test } from 'vitest'
import type { SendResult } from '../../src/engine/ports.ts'
import { requestToJson } from '../../src/load/request.ts'
import type { RequestTemplate } from '../../src/model/collection.ts'
import type { Answer, Question, ToRealm } from '../../src/script/messages.ts'
import { relay } from '../../src/script/relay.ts'
import { createSubtle } from '../../src/script/subtle.ts'
import { wireResponse } from '../support/events.ts'
import { cookie, failed, recordingBridge, scriptJob, template } from '../support/script.ts'

interface Posted {
  readonly message: ToRealm
  readonly transfer: readonly ArrayBuffer[] | undefined
}

async function relayed(message: Parameters<typeof relay>[0], bridge = recordingBridge()): Promise<readonly Posted[]> {
  const posted: Posted[] = []
  const post = (answer: ToRealm, transfer?: readonly ArrayBuffer[]): void => {
    posted.push({ message: answer, transfer })
  }
  await relay(message, { job: scriptJob(), bridge, subtle: createSubtle(), post })
  return posted
}

test('relay() prints and asserts before it returns', () => {
  const bridge = recordingBridge()
  const target = { job: scriptJob(), bridge, subtle: createSubtle(), post: () => {} }

  void relay({ type: 'console', run: 1, level: 'warn', values: ['a', 1] }, target)
  void relay({ type: 'assertion', run: 1, assertion: { name: 't', index: 0, skipped: false } }, target)

  expect(bridge.calls).toEqual([
    { print: 'warn', values: ['a', 1] },
    { assert: { name: 't', index: 0, outcome: 'passed' } },
  ])
})

test('relay() answers a request with the response, its body handed over', async () => {
  const send = (): SendResult => ({ kind: 'response', response: wireResponse(), timings: { total: 4.2 } })

  const posted = await relayed(
    { type: 'ask', run: 1, ticket: 7, question: asked(template()) },
    recordingBridge({ send }),
  )

  const body = new TextEncoder().encode('{}')
  const headers = [{ key: 'Content-Type', value: 'application/json' }]
  const response = { status: 200, statusText: 'OK', headers, body, downloadedBytes: 2, responseTimeMs: 5, cookies: [] }
  expect(posted).toEqual([
    {
      message: { type: 'answer', ticket: 7, answer: { kind: 'response', response } },
      transfer: [body.buffer],
    },
  ])
})

const FAILED: readonly (readonly [failure: Parameters<typeof failed>[0], reply: object])[] = [
  [
    {
      code: 'CONNECTION_REFUSED',
      message: 'Cannot send GET http://a.test/: nothing listens',
      error: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1' },
    },
    { kind: 'failed', name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED' },
  ],
  [
    { code: 'URL_INVALID', message: 'Cannot send GET: the URL is empty' },
    { kind: 'failed', name: 'Error', message: 'Cannot send GET: the URL is empty', code: 'URL_INVALID' },
  ],
]

test.each(FAILED)('relay() answers a request that failed with %j', async (failure, reply) => {
  const bridge = recordingBridge({ send: () => failed(failure) })

  const posted = await relayed({ type: 'ask', run: 1, ticket: 7, question: asked(template()) }, bridge)

  expect(posted).toEqual([{ message: { type: 'answer', ticket: 7, answer: reply }, transfer: [] }])
})

test('relay() leaves files out of requests of scripts', async () => {
  const bridge = recordingBridge()
  const text = { type: 'text', key: 't', value: 'v' } as const
  const file = { type: 'file', key: 'f', src: ['/etc/passwd'] } as const
  const form = template({ body: { mode: 'formdata', formdata: [text, file] } })

  await relayed({ type: 'ask', run: 1, ticket: 1, question: asked(form) }, bridge)
  const upload = template({ body: { mode: 'file', src: '/x' } })
  await relayed({ type: 'ask', run: 1, ticket: 2, question: asked(upload) }, bridge)

  expect(bridge.calls).toEqual([
    { send: template({ body: { mode: 'formdata', formdata: [text] } }) },
    { send: template() },
  ])
})

const ANSWERS: readonly (readonly [question: Question, answer: Answer])[] = [
  [
    { kind: 'cookies', question: { op: 'list', url: 'http://a.test/' } },
    { kind: 'value', value: [cookie()] },
  ],
  [
    { kind: 'cookies', question: { op: 'set', url: 'http://a.test/', setCookie: 'sid=2' } },
    { kind: 'value', value: cookie() },
  ],
  [
    { kind: 'vault', question: { op: 'set', key: 'k', value: 'v' } },
    { kind: 'value', value: undefined },
  ],
  [
    { kind: 'vault', question: { op: 'get', key: 'none' } },
    { kind: 'value', value: undefined },
  ],
  [
    { kind: 'run-request', id: 'x', variables: [], overrides: [] },
    { kind: 'failed', name: 'Error', message: 'no request was prepared', code: 'SCRIPT_ERROR' },
  ],
]

test.each(ANSWERS)('relay() answers %j', async (question, answer) => {
  const posted = await relayed({ type: 'ask', run: 1, ticket: 3, question }, recordingBridge({ jar: [cookie()] }))

  expect(posted).toEqual([{ message: { type: 'answer', ticket: 3, answer }, transfer: [] }])
})

test('relay() tells what the jar refused', async () => {
  const bridge = recordingBridge()
  const refusing = {
    ...bridge,
    cookies: { ...bridge.cookies, set: async () => Promise.reject(new Error('no domain')) },
  }
  const question: Question = { kind: 'cookies', question: { op: 'set', url: 'http://a.test/', setCookie: 'a=1' } }

  const posted = await relayed({ type: 'ask', run: 1, ticket: 3, question }, refusing)

  expect(posted).toEqual([
    {
      message: { type: 'answer', ticket: 3, answer: { kind: 'failed', name: 'Error', message: 'no domain' } },
      transfer: [],
    },
  ])
})

/** What a script asks to send. */
function asked(request: RequestTemplate): Question {
  return { kind: 'send', request: requestToJson(request) }
}
