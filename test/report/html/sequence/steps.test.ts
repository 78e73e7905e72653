import { describe, expect, it } from 'vitest'
import type { Sketch } from '../../../../src/report/html/sequence/sketch.ts'
import { stepsOf } from '../../../../src/report/html/sequence/steps.ts'
import { answerOf, sketchOf } from './support.ts'

const ENV = '5f1a9e30-0000-4000-8000-00000000e001'
const FLOW = 'df8fee75-26a2-4ce8-a40c-6b8a7008d33b'
const AUTH = `https://auth.pingone.eu/${ENV}`
const AS = { id: 'as auth.pingone.eu', name: 'Authorization server', host: 'auth.pingone.eu' }
const FLOWS = { id: 'flows auth.pingone.eu', name: 'Flows API', host: 'auth.pingone.eu' }
const FORM = [{ key: 'Content-Type', value: 'application/x-www-form-urlencoded' }]
const OK = { kind: 'answer', status: 200, statusText: 'OK' }

function passedOf(sketches: readonly Sketch[]): readonly unknown[] {
  return stepsOf(sketches).map(({ legs }) => legs.flatMap((leg) => (leg.kind === 'request' ? leg.passed : [])))
}

describe('stepsOf()', () => {
  it('reads a flow of PingOne: who is asked, where the flow stands, what goes on', () => {
    const start = sketchOf({
      url: `${AUTH}/as/authorize?response_type=code&client_id=app-12345`,
      answer: answerOf({
        url: `${AUTH}/as/authorize`,
        headers: [{ key: 'Set-Cookie', value: 'ST=[masked]; Path=/' }],
        body: JSON.stringify({
          id: FLOW,
          status: 'USERNAME_PASSWORD_REQUIRED',
          _links: { self: { href: `${AUTH}/flows/${FLOW}` } },
        }),
      }),
    })
    const check = sketchOf({
      method: 'POST',
      url: `${AUTH}/flows/${FLOW}`,
      headers: [{ key: 'Cookie', value: 'ST=[masked]' }],
      answer: answerOf({ url: `${AUTH}/flows/${FLOW}`, body: '{"status":"COMPLETED"}' }),
    })

    expect(stepsOf([start, check]).map(({ legs }) => legs)).toEqual([
      [
        { kind: 'request', party: AS, method: 'GET', path: '/{envID}/as/authorize', passed: [] },
        { ...OK, party: AS, state: 'USERNAME_PASSWORD_REQUIRED' },
      ],
      [
        {
          kind: 'request',
          party: FLOWS,
          method: 'POST',
          path: '/{envID}/flows/{flowID}',
          passed: [
            { name: 'flow id', from: 1 },
            { name: 'cookie ST', from: 1 },
          ],
        },
        { ...OK, party: FLOWS, state: 'COMPLETED' },
      ],
    ])
  })

  it('draws every redirect, and passes on the code that one of them gave', () => {
    const authorize = sketchOf({
      url: 'https://id.example/auth?response_type=code&state=s-123456',
      answer: answerOf({
        url: 'https://app.example/cb?code=c-123456&state=s-123456',
        redirects: [
          {
            status: 302,
            headers: [{ key: 'location', value: 'https://app.example/cb?code=c-123456&state=s-123456' }],
            url: 'https://id.example/auth?response_type=code&state=s-123456',
            next: { method: 'GET', url: 'https://app.example/cb?code=c-123456&state=s-123456', headers: [] },
          },
        ],
      }),
    })
    const token = sketchOf({
      method: 'POST',
      url: 'https://id.example/token',
      headers: FORM,
      body: 'grant_type=authorization_code&code=c-123456',
      answer: answerOf({ status: 400, statusText: 'Bad Request', body: '{"error":"invalid_grant"}' }),
    })
    const server = { id: 'as id.example', name: 'Authorization server', host: 'id.example' }
    const app = { id: 'host app.example', name: 'Server', host: 'app.example' }

    expect(stepsOf([authorize, token]).map(({ legs }) => legs)).toEqual([
      [
        { kind: 'request', party: server, method: 'GET', path: '/auth', passed: [] },
        { kind: 'answer', party: server, status: 302, statusText: '' },
        { kind: 'request', party: app, method: 'GET', path: '/cb', passed: [{ name: 'code', from: 1 }] },
        { ...OK, party: app },
      ],
      [
        { kind: 'request', party: server, method: 'POST', path: '/token', passed: [{ name: 'code', from: 1 }] },
        { kind: 'answer', party: server, status: 400, statusText: 'Bad Request', state: 'invalid_grant' },
      ],
    ])
  })

  it('finds tokens by their placeholders, in the header and in a form', () => {
    const token = sketchOf({
      answer: answerOf({ body: '{"access_token":"[access_token#1]","refresh_token":"[refresh_token#2]"}' }),
    })
    const call = sketchOf({ headers: [{ key: 'Authorization', value: 'Bearer [access_token#1]' }] })
    const refresh = sketchOf({ method: 'POST', headers: FORM, body: 'refresh_token=%5Brefresh_token%232%5D' })

    expect(passedOf([token, call, refresh])).toEqual([
      [],
      [{ name: 'access_token', from: 1 }],
      [{ name: 'refresh_token', from: 1 }],
    ])
  })

  it('claims nothing about values that all look alike, echoes and plain words', () => {
    const first = sketchOf({
      method: 'POST',
      body: '{"username":"user-4711"}',
      answer: answerOf({ body: '{"secret":"[masked]","username":"user-4711","type":"NATIVE_APPLICATION","count":12}' }),
    })
    const second = sketchOf({
      method: 'POST',
      body: '{"secret":"[masked]","username":"user-4711","type":"NATIVE_APPLICATION","count":12}',
    })

    expect(passedOf([first, second])).toEqual([[], []])
  })

  it('knows the endpoints that discovery has told of', () => {
    const discovery = sketchOf({
      url: 'https://id.example/.well-known/openid-configuration',
      answer: answerOf({ body: '{"issuer":"https://id.example","userinfo_endpoint":"https://id.example/me2"}' }),
    })
    const userinfo = sketchOf({ url: 'https://id.example/me2' })

    expect(stepsOf([discovery, userinfo]).map(({ legs }) => legs[0])).toEqual([
      {
        kind: 'request',
        party: { id: 'as id.example', name: 'Authorization server', host: 'id.example' },
        method: 'GET',
        path: '/.well-known/openid-configuration',
        passed: [],
      },
      {
        kind: 'request',
        party: { id: 'as id.example', name: 'Authorization server', host: 'id.example' },
        method: 'GET',
        path: '/me2',
        passed: [{ name: 'userinfo_endpoint', from: 1 }],
      },
    ])
  })

  it('ends a request without an answer with the reason', () => {
    const party = { id: 'host shop.example', name: 'Server', host: 'shop.example' }

    const ends = stepsOf([
      sketchOf({ answer: { kind: 'failed', code: 'ECONNREFUSED' } }),
      sketchOf({ answer: { kind: 'none' } }),
    ]).map(({ legs }) => legs[1])

    expect(ends).toEqual([
      { kind: 'lost', party, code: 'ECONNREFUSED' },
      { kind: 'lost', party },
    ])
  })
})
