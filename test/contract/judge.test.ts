import { describe, expect, test } from 'vitest'
import { contractOf } from '../../src/contract/contract.ts'
import { judge } from '../../src/contract/judge.ts'
import type { CheckResult } from '../../src/engine/check.ts'
import type { SavedExample } from '../../src/model/collection.ts'
import type { ContractMode } from '../../src/model/contract.ts'
import type { WireResponse } from '../../src/model/exchange.ts'
import { bytes, wireResponse } from '../support/events.ts'
import { type Answer, anotherDay, exhibited, GALLERY } from './gallery.ts'

function responseOf({ status, mediaType, body }: Answer): WireResponse {
  const headers = mediaType === undefined ? [] : [{ key: 'content-type', value: `${mediaType};charset=UTF-8` }]
  return wireResponse({ status, headers, body: bytes(typeof body === 'string' ? body : JSON.stringify(body)) })
}

function example(change: Partial<SavedExample> = {}): SavedExample {
  const header = [{ key: 'Content-Type', value: 'application/json' }]
  return { id: 'e', name: '200 OK', code: 200, header, body: '{"id":"7"}', ...change }
}

function judged(
  answer: Partial<Answer>,
  examples: readonly SavedExample[],
  mode: ContractMode = 'shape',
): readonly string[] {
  const response = responseOf({ status: 200, mediaType: 'application/json', body: {}, ...answer })
  return judge(response, contractOf(examples), mode).map(textOf)
}

function textOf(result: CheckResult): string {
  if (result.kind === 'contract') return `contract ${result.example ?? '–'}`
  const { name, outcome } = result
  return result.outcome === 'failed' ? `${outcome} ${name}: ${result.failure.message}` : `${outcome} ${name}`
}

const failures = (results: readonly CheckResult[]): readonly string[] =>
  results.filter((result) => result.kind === 'assertion' && result.outcome === 'failed').map(textOf)

describe('judge() on what PingOne answers', () => {
  test.each(GALLERY)('judge() finds nothing wrong with a good answer to $collection, $request', (exhibit) => {
    const item = exhibited(exhibit)
    const answer = anotherDay(item)
    exhibit.good?.(answer)

    const results = judge(responseOf(answer), contractOf(item.examples), 'shape')

    expect([failures(results), results.length]).toEqual([[], 4])
  })

  test.each(GALLERY.flatMap((exhibit) => exhibit.broken.map(([words, change]) => ({ ...exhibit, words, change }))))(
    'judge() catches in $request: $words',
    (exhibit) => {
      const item = exhibited(exhibit)
      const answer = anotherDay(item)
      exhibit.change(answer)

      expect(failures(judge(responseOf(answer), contractOf(item.examples), 'shape'))).toHaveLength(1)
    },
  )
})

describe('judge()', () => {
  test('judge() says where a body differs, and sets both sides side by side', () => {
    const body = '{"_embedded":{"devices":[{"id":"1237625c-12f9-4ab1-8656-351142b6c100"}]},"next":"https://a.test/"}'
    const response = responseOf({
      status: 200,
      mediaType: 'application/json',
      body: { _embedded: { devices: [{ id: 7 }] } },
    })

    const results = judge(response, contractOf([example({ body })]), 'shape')

    const message =
      'response.body._embedded.devices[0].id: expected a UUID as in example "200 OK", got number 7\n' +
      'response.body.next: expected a URI as in example "200 OK", got nothing'
    expect(results).toEqual([
      { kind: 'contract', example: '200 OK' },
      { kind: 'assertion', name: 'contract: status', origin: 'contract', outcome: 'passed' },
      { kind: 'assertion', name: 'contract: media type', origin: 'contract', outcome: 'passed' },
      {
        kind: 'assertion',
        name: 'contract: body',
        origin: 'contract',
        outcome: 'failed',
        failure: {
          code: 'CONTRACT_BROKEN',
          message,
          error: {
            name: 'ContractError',
            message,
            expected: { 'response.body._embedded.devices[0].id': 'a UUID', 'response.body.next': 'a URI' },
            actual: { 'response.body._embedded.devices[0].id': 7 },
          },
        },
      },
    ])
  })

  test('judge() never quotes a part of a long text: it may be the start of a secret', () => {
    const told = judged({ body: { id: 'x'.repeat(100) } }, [example({ body: '{"id":7}' })])

    expect(told[3]).toBe(
      'failed contract: body: response.body.id: expected a number as in example "200 OK", got a text of 100 characters',
    )
  })

  test('judge() calls a request without examples uncontracted, not passed', () => {
    expect(judged({}, [])).toEqual(['contract –', 'skipped no contract'])
  })

  test('judge() has nothing to say about a success where there are examples of errors only', () => {
    expect(judged({}, [example({ code: 404 })])).toEqual(['contract –', 'skipped no contract for status 200'])
  })

  test('judge() takes another status than that of the successes for wrong, and skips the rest', () => {
    expect(judged({ status: 500 }, [example(), example({ code: 400, name: 'Bad' })])).toEqual([
      'contract 200 OK',
      'failed contract: status: response.status: expected 200 as in example "200 OK", got 500',
      'skipped contract: media type',
      'skipped contract: body',
    ])
  })

  test.each([
    ['another page', { body: '<p>Done' }, []],
    ['an empty one', { body: '' }, ['contract: body']],
    ['JSON', { body: '<p>Done', mediaType: 'application/json' }, ['contract: media type']],
  ])('judge() holds a page against %s', (_, answer, broken) => {
    const page = example({ header: [{ key: 'Content-Type', value: 'text/html' }], body: '<p>The device is approved.' })

    const told = judged({ mediaType: 'text/html', ...answer }, [page])

    const names = told.flatMap((line) => /^failed (contract: [a-z ]+):/.exec(line)?.[1] ?? [])
    expect(names).toEqual(broken)
  })

  test('judge() chooses the example by status', () => {
    const bad = example({ code: 400, name: 'Bad', body: '{"code":"INVALID_DATA"}' })

    expect(judged({ status: 400, body: { code: 'NOT_FOUND' } }, [example(), bad])[0]).toBe('contract Bad')
  })

  test.each([
    ['the one of the same kind', { status: 'OTP_REQUIRED', device: 'd', id: '1' }, ['contract OTP']],
    [
      'the one of the same kind, although it lacks something',
      { status: 'OTP_REQUIRED', id: '1' },
      ['contract OTP', 'failed contract: body: response.body.device: expected a text as in example "OTP", got nothing'],
    ],
    ['the nearest one', { active: false }, ['contract Inactive']],
  ])('judge() chooses of several examples %s', (_, body, expected) => {
    const told = judged({ body }, [
      example({ name: 'OTP', body: '{"status":"OTP_REQUIRED","device":"x","id":"1"}' }),
      example({ name: 'Done', body: '{"status":"COMPLETED","id":"1"}' }),
      example({ name: 'Active', body: '{"active":true,"a":1,"b":2,"c":3}' }),
      example({ name: 'Inactive', body: '{"active":false}' }),
    ])

    expect(told.filter((line) => !line.startsWith('passed'))).toEqual(expected)
  })

  test('judge() learns from several examples what may be absent or null', () => {
    const examples = [
      example({ body: '{"id":"1","nick":"a","note":null}' }),
      example({ body: '{"id":"1","note":"x"}' }),
    ]

    expect(judged({ body: { id: '1', note: null } }, examples)[3]).toBe('passed contract: body')
    expect(judged({ body: { id: '1', note: 'y' } }, examples)[3]).toBe('passed contract: body')
    expect(judged({ body: { nick: 'b', note: null } }, examples)[3]).toContain('response.body.id: expected')
  })

  test('judge() demands a format only where all examples agree', () => {
    const uuid = '1237625c-12f9-4ab1-8656-351142b6c100'
    const examples = [
      example({ body: `{"id":"${uuid}","ref":"${uuid}"}` }),
      example({ body: `{"id":"${uuid}","ref":"A-1"}` }),
    ]

    expect(judged({ body: { id: uuid, ref: 'B-2' } }, examples)[3]).toBe('passed contract: body')
    expect(judged({ body: { id: 'B-2', ref: uuid } }, examples)[3]).toContain('response.body.id: expected a UUID')
  })

  test('judge() takes words on which three examples agree for an enumeration', () => {
    const states = ['ACTIVE', 'ACTIVE', 'LOCKED'].map((state) =>
      example({ body: `{"user":{"accountState":"${state}"}}` }),
    )

    expect(judged({ body: { user: { accountState: 'LOCKED' } } }, states)[3]).toBe('passed contract: body')
    expect(judged({ body: { user: { accountState: 'GONE' } } }, states)[3]).toBe(
      'failed contract: body: response.body.user.accountState: expected "ACTIVE" or "LOCKED" as in example "200 OK", got text "GONE"',
    )
  })

  test('judge() in strict mode refuses additional members, other words and another kind of JSON', () => {
    const examples = [example({ body: '{"status":"ACTIVE","id":"1"}' })]
    const body = { status: 'LOCKED', id: '2', more: true }

    expect(judged({ body }, examples)[3]).toBe('passed contract: body')
    expect(judged({ body }, examples, 'strict')[3]).toBe(
      'failed contract: body: response.body.status: expected "ACTIVE" as in example "200 OK", got text "LOCKED"\n' +
        'response.body.more: not expected, example "200 OK" has no such member; got boolean true',
    )
    expect(judged({ mediaType: 'application/hal+json' }, examples, 'strict').slice(2)).toEqual([
      'failed contract: media type: response.headers["content-type"]: expected application/json as in example "200 OK", got application/hal+json',
      'skipped contract: body',
    ])
  })

  test('judge() leaves open what is a variable in the example, and templates of links', () => {
    const body =
      '{"id":"{{userId}}","count":{{n}},"_links":{"find":{"href":"{{apiPath}}/users"}},"by":{"{{userId}}":1}}'
    const good = {
      id: 'x',
      count: null,
      _links: { find: { href: 'https://a.test/users{?name}', templated: true } },
      by: {},
    }

    expect(judged({ body: good }, [example({ body })])[3]).toBe('passed contract: body')
    expect(judged({ body: { ...good, _links: { find: { href: 'no link' } } } }, [example({ body })])[3]).toContain(
      'response.body._links.find.href: expected a URI',
    )
  })

  test.each([
    ['has the elements', '<?xml version="1.0"?><a><b x="1"/><c>1</c></a>', 'passed contract: body'],
    [
      'lacks one',
      '<a><c/></a>',
      'failed contract: body: response.body: expected <a><b> as in example "200 OK", got no such element in <a>',
    ],
    ['is none', 'a', 'failed contract: body: response.body: expected XML as in example "200 OK", got something else'],
  ])('judge() looks at XML that %s', (_, body, expected) => {
    const header = [{ key: 'Content-Type', value: 'application/xml' }]

    expect(judged({ mediaType: 'application/xml', body }, [example({ header, body: '<a><b/></a>' })])[3]).toBe(expected)
  })

  test('judge() only looks at the status where the example shows nothing else', () => {
    expect(judged({ status: 204, body: '' }, [example({ code: 204, header: [], body: '' })])).toEqual([
      'contract 200 OK',
      'passed contract: status',
    ])
  })
})
