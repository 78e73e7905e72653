import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createAuthorize } from '../../src/auth/authorize.ts'
import type { Ports } from '../../src/engine/ports.ts'
import { createCookies, withCookies } from '../../src/http/cookies.ts'
import { createSend } from '../../src/http/send.ts'
import { urlFromJson } from '../../src/load/url.ts'
import type { AuthSpec } from '../../src/model/collection.ts'
import { authTools } from '../support/auth.ts'
import { collection, folder, item, request } from '../support/collection.ts'
import { fakePorts, stillClock } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'
import { startServer } from '../support/server.ts'

/** The real way out: sockets, cookies, signers and the time of day; scripts and chance are fakes. */
function ports(): Ports {
  const cookies = createCookies()
  const { send, close } = createSend({ strictSSL: true })
  onTestFinished(close)
  const authorize = createAuthorize(authTools())
  return fakePorts({ cookies, send: withCookies(send, cookies), authorize, clock: stillClock(Date.now()) })
}

function get(name: string, url: string, auth?: AuthSpec) {
  return item(name, { request: request({ url: urlFromJson(url), ...(auth && { auth }) }) })
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

/** A server after RFC 2617 that counts its nonce strictly and wants back the cookie it came with. */
function strictDigest(): (request: IncomingMessage, response: ServerResponse) => void {
  let count = 0
  return ({ headers, method, url }, response) => {
    const field = (name: string): string =>
      new RegExp(`\\b${name}="?([^",]*)`).exec(headers.authorization ?? '')?.[1] ?? ''
    const rest = ['nonce', 'nc', 'cnonce', 'qop'].map(field).join(':')
    const proof = md5(`${md5('u:R:p')}:${rest}:${md5(`${method}:${field('uri')}`)}`)
    const isNext = Number.parseInt(field('nc'), 16) === count + 1
    if (field('response') === proof && isNext && field('uri') === url && headers.cookie === 'session=1') {
      count += 1
      response.end('in')
      return
    }
    const challenge = 'Digest realm="R", nonce="N", qop="auth,auth-int", algorithm=MD5'
    response.writeHead(401, { 'www-authenticate': challenge, 'set-cookie': 'session=1; Path=/' }).end()
  }
}

test('digest logs in once for all requests of a folder, over one socket', async () => {
  const server = await startServer(strictDigest())
  const auth = { type: 'digest', parameters: { username: 'u', password: 'p' } }
  const shop = collection([folder('F', [get('a', `${server.url}/a?x=1`), get('b', `${server.url}/b`)], { auth })])

  const events = await eventsOf(shop, ports(), { iterations: 6 })

  const statuses = events.flatMap((event) => (event.type === 'response' ? [event.response.status] : []))
  expect([statuses, server.sockets()]).toEqual([[401, ...Array.from({ length: 12 }, () => 200)], 1])
})

test('digest shows each of its exchanges, and asks again for each request with an auth of its own', async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Digest realm="R", nonce="N"' }).end()
  })
  const auth = { type: 'digest', parameters: { username: 'u', password: 'wrong' } }

  const events = await eventsOf(collection([get('a', server.url, auth)]), ports(), { iterations: 2 })

  const once = (first: number): readonly string[] => [
    'iteration:start',
    'item:start a',
    `request ${first} item GET ${server.url}/`,
    `response ${first}`,
    `request ${first + 1} auth GET ${server.url}/`,
    `response ${first + 1}`,
    'item:end ran',
    'iteration:end',
  ]
  expect(outlineOf(events)).toEqual(['run:start', ...once(0), ...once(2), 'run:end completed'])
})

test('the engine stops after three replays, with the warning of newman', async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Digest realm="R"' }).end()
  })
  const auth = { type: 'digest', parameters: { username: 'u', password: 'p' } }

  const events = await eventsOf(collection([get('a', server.url, auth)]), ports())

  const printed = events.flatMap((event) => (event.type === 'console' ? [[event.level, event.values]] : []))
  expect(server.requests).toHaveLength(4)
  expect(printed).toEqual([['warn', ['runtime: maximum intermediate request limit exceeded']]])
})

test('the engine warns of a challenge that cannot be answered before it shows the response, as newman', async () => {
  const server = await startServer((_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'NTLM' }).end()
  })
  const auth = { type: 'ntlm', parameters: { username: 'u', password: 'p' } }

  const events = await eventsOf(collection([get('a', server.url, auth)]), ports())

  expect(outlineOf(events)).toEqual([
    'run:start',
    'iteration:start',
    'item:start a',
    `request 0 item GET ${server.url}/`,
    'response 0',
    `request 1 auth GET ${server.url}/`,
    'console',
    'response 1',
    'item:end ran',
    'iteration:end',
    'run:end completed',
  ])
})

test('ntlm authenticates a connection, and the next request on it goes without', async () => {
  const known = new Set<Socket>()
  const server = await startServer(({ headers, socket }, response) => {
    const message = Buffer.from(headers.authorization?.slice('NTLM '.length) ?? '', 'base64')
    const type = message.byteLength > 12 ? message.readUInt32LE(8) : 0
    if (type === 3) known.add(socket)
    if (known.has(socket)) return void response.end('in')
    response.writeHead(401, { 'www-authenticate': ['Negotiate', type === 1 ? type2() : 'NTLM'] }).end('who are you')
  })
  const auth = { type: 'ntlm', parameters: { username: 'D\\u', password: 'p' } }
  const shop = collection([get('a', server.url), get('b', `${server.url}/b`)], { auth })

  const events = await eventsOf(shop, ports())

  expect(events.flatMap((event) => (event.type === 'response' ? [event.response.status] : []))).toEqual([
    401, 401, 200, 200,
  ])
  expect(server.sockets()).toBe(1)
})

function type2(): string {
  const message = Buffer.alloc(48)
  message.write('NTLMSSP\0', 'latin1')
  message.writeUInt32LE(2, 8)
  message.writeUInt32LE(0x00888205, 20)
  message.writeUInt32LE(48, 44)
  return `NTLM ${message.toString('base64')}`
}
