import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { collectionJson, prerequestScript, testScript } from './cli.ts'

/** The answers that the requests of shopCollection get. Nothing in them changes from run to run. */
export function answerShop(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '', 'http://localhost')
  response.setHeader('Date', 'Thu, 01 Jan 2026 00:00:00 GMT')
  const answer = ANSWERS[pathname]
  if (answer !== undefined) {
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
    return
  }
  if (pathname === '/digest') {
    const isSigned = request.headers.authorization?.startsWith('Digest') === true
    response.writeHead(isSigned ? 200 : 401, { 'WWW-Authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end()
    return
  }
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify({ method: request.method, path: request.url, cookie: request.headers.cookie ?? null }))
}

const ANSWERS: Readonly<
  Record<string, { readonly status?: number; readonly headers?: OutgoingHttpHeaders; readonly body?: Buffer | string }>
> = {
  '/png': {
    headers: { 'Content-Type': 'image/png' },
    body: Buffer.from('89504e470d0a1a0a0000000d49ff00fe80c3', 'hex'),
  },
  '/cookie': { headers: { 'Set-Cookie': ['a=b; Path=/', 'c=d; HttpOnly'] }, body: 'set' },
  '/redirect': { status: 302, headers: { Location: '/html' } },
  '/html': { headers: { 'Content-Type': 'text/html' }, body: '<p>"a" & \u2603</p>' },
  '/missing': { status: 404, body: '{}' },
  '/empty': { status: 204 },
}

/** Iteration data for shopCollection. */
export const SHOP_DATA: readonly object[] = [{ user: 'ann' }, { user: 'b&b' }]

/** A bit of everything that a report can show. */
export function shopCollection(url: string, more: readonly object[] = []): object {
  return collectionJson(
    [
      { name: 'Cart', description: 'The *cart*', item: [ADD, { name: 'Inner', item: [FORM, URLENCODED] }] },
      { name: 'Binary', request: '{{base}}/png', event: [testScript(BYTES)] },
      { name: 'Cookie', request: '{{base}}/cookie', event: [testScript(JAR)] },
      { name: 'Redirect', request: { url: '{{base}}/redirect', method: 'GET' } },
      { name: 'Broken test', request: '{{base}}/missing', event: [testScript('nope.nope()')] },
      { name: 'Broken pre', request: '{{base}}/empty', event: [prerequestScript("throw new TypeError('no')")] },
      { name: 'Dead', request: 'http://127.0.0.1:1/dead', event: [testScript(NEVER)] },
      { name: 'Basic', request: { url: '{{base}}/basic', auth: basicAuth('basic') } },
      { name: 'Query', request: { method: 'POST', url: '{{base}}/query', body: GRAPHQL } },
      { name: 'Skipped', request: '{{base}}/x', event: [prerequestScript('pm.execution.skipRequest()')] },
      ...more,
    ],
    {
      info: { _postman_id: 'shop', name: 'Shop & <co>', description: 'All of **it**', schema: SCHEMA },
      variable: [{ key: 'base', value: url }],
      event: [
        prerequestScript("console.log('start of', pm.info.requestName)"),
        testScript("pm.test('answers', () => pm.expect(pm.response.code).to.be.below(500))"),
      ],
    },
  )
}

/** Items with more than one exchange. */
export const MANY_EXCHANGES: readonly object[] = [
  { name: 'Digest', request: { url: '{{base}}/digest', auth: basicAuth('digest') } },
  {
    name: 'Sends',
    request: '{{base}}/own',
    event: [prerequestScript("pm.sendRequest(pm.collectionVariables.get('base') + '/sent', () => {})")],
  },
]

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
const BYTES = "pm.test('bytes', () => pm.expect(pm.response.responseSize).to.equal(18))"
const JAR = "pm.test('jar', () => pm.expect(pm.cookies.get('a')).to.equal('b'))"
const NEVER = "pm.test('never', () => pm.response.to.be.ok)"
const GRAPHQL = { mode: 'graphql', graphql: { query: '{ a }', variables: '{"b":1}' } }

const ADD = {
  name: 'Add',
  event: [
    prerequestScript(
      "pm.environment.set('seen', pm.iterationData.get('user'))",
      "pm.collectionVariables.set('of collection', 1)",
      "pm.variables.set('local', 2)",
    ),
    testScript(
      '// @allure.label.suite=x',
      "pm.globals.set('of all', 3)",
      "pm.environment.unset('seen')",
      "console.info({ a: [1, null, 'x'] }, 7, undefined)",
      "console.warn('careful')",
      "pm.test('status', () => pm.response.to.have.status(200))",
      "pm.test('fails for <b>', () => pm.expect(pm.iterationData.get('user')).to.eql('ann'))",
      "pm.test.skip('later', () => {})",
    ),
  ],
  request: {
    description: 'Adds *one*\nline',
    method: 'POST',
    url: {
      raw: '{{base}}/add?q={{user}}&x=1',
      host: ['{{base}}'],
      path: ['add'],
      query: [
        { key: 'q', value: '{{user}}' },
        { key: 'x', value: '1' },
        { key: 'off', value: '2', disabled: true },
      ],
    },
    header: [
      { key: 'X-One', value: '{{user}}' },
      { key: 'X-Off', value: 'n', disabled: true },
    ],
    body: { mode: 'raw', raw: '{"user": "{{user}}"}', options: { raw: { language: 'json' } } },
  },
}

const FORM = {
  name: 'Form',
  request: {
    method: 'POST',
    url: '{{base}}/form',
    body: {
      mode: 'formdata',
      formdata: [
        { key: 'a', value: '1', type: 'text' },
        { key: 'b', value: 'no', type: 'text', disabled: true },
      ],
    },
  },
}

const URLENCODED = {
  name: 'Urlencoded',
  request: {
    method: 'PUT',
    url: '{{base}}/form',
    body: {
      mode: 'urlencoded',
      urlencoded: [
        { key: 'a', value: '1 2' },
        { key: 'c', value: '{{seen}}' },
      ],
    },
  },
}

function basicAuth(type: string): object {
  return {
    type,
    [type]: [
      { key: 'username', value: 'u' },
      { key: 'password', value: 'p' },
    ],
  }
}
