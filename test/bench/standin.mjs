// npm run bench:standin [-- --flows 10000 --clients 8]
// Starts the stand-in in a process of its own and runs whole sign-ons against it: authorize, user.lookup, otp.check, resume, token.
// Prints the time of the start, sign-ons a minute, the times of single calls, and the heap of the stand-in at each tenth of the way.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'

const ENVIRONMENT = '5f1a9e30-0000-4000-8000-00000000e001'
const REDIRECT = 'https://app.example.com/callback'
const SECRET = 'a-secret-of-the-bench'

const SEED = {
  environments: [
    {
      id: ENVIRONMENT,
      signOnPolicies: [{ name: 'MFA', actions: [{ type: 'MULTI_FACTOR_AUTHENTICATION', priority: 1 }] }],
      applications: [
        {
          id: 'web',
          secret: SECRET,
          name: 'web',
          enabled: true,
          type: 'WEB_APP',
          protocol: 'OPENID_CONNECT',
          responseTypes: ['CODE'],
          grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN'],
          tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
          redirectUris: [REDIRECT],
          signOnPolicies: ['MFA'],
        },
      ],
      users: [
        {
          username: 'ada',
          email: 'ada@example.com',
          mfaEnabled: true,
          devices: [{ type: 'EMAIL', email: 'ada@example.com', testMode: true }],
        },
      ],
    },
  ],
}

if (process.argv[2] === 'child') await serve()
else await measure()

/** The process of the stand-in: says where it listens and how long that took, and its heap when asked. */
async function serve() {
  const { startStandin } = await import('../../dist/standin/server.js')
  const { url } = await startStandin({ seed: SEED })
  // Since the process began: what a user waits for.
  process.send({ url, startMs: performance.now() })
  process.on('message', () => {
    globalThis.gc()
    process.send({ heap: process.memoryUsage().heapUsed, rss: process.memoryUsage().rss })
  })
}

async function measure() {
  const { values } = parseArgs({
    options: { flows: { type: 'string', default: '10000' }, clients: { type: 'string', default: '8' } },
  })
  const [flows, clients] = [Number(values.flows), Number(values.clients)]
  const child = fork(import.meta.filename, ['child'], { execArgv: ['--expose-gc'] })
  const [{ url, startMs }] = await once(child, 'message')
  console.log(`start              ${startMs.toFixed(0)} ms`)

  const memory = async () => {
    child.send('memory')
    const [{ heap, rss }] = await once(child, 'message')
    return `heap ${(heap / 2 ** 20).toFixed(1)} MB, rss ${(rss / 2 ** 20).toFixed(0)} MB`
  }
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times = []
  const send = caller(url, agent, times)
  console.log(`before             ${await memory()}`)
  const startedAt = performance.now()
  for (let part = 1; part <= 10; part += 1) {
    await Promise.all(Array.from({ length: clients }, () => signOnAll(send, Math.ceil(flows / 10 / clients))))
    console.log(`after ${String((flows * part) / 10).padStart(6)} flows ${await memory()}`)
  }
  const minutes = (performance.now() - startedAt) / 60_000
  times.sort((one, other) => one - other)
  const at = (share) => `${times[Math.floor(times.length * share)].toFixed(1)} ms`
  console.log(`flows a minute     ${Math.round(flows / minutes)} (${clients} clients)`)
  console.log(`a call             median ${at(0.5)}, p99 ${at(0.99)}, longest ${times.at(-1).toFixed(1)} ms`)
  agent.destroy()
  child.kill()
}

async function signOnAll(send, count) {
  for (let n = 0; n < count; n += 1) await signOn(send)
}

async function signOn(send) {
  const query = new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    response_mode: 'pi.flow',
    redirect_uri: REDIRECT,
    scope: 'openid profile',
  })
  const { id } = await send('GET', `/as/authorize?${query}`)
  const action = (name, json) => {
    const type = `application/vnd.pingidentity.${name}+json`
    return send('POST', `/flows/${id}`, { type, body: JSON.stringify(json) })
  }
  const { test } = await action('user.lookup', { username: 'ada' })
  await action('otp.check', { otp: test.otp })
  const { authorizeResponse } = await send('GET', `/as/resume?flowId=${id}`)
  const { code } = authorizeResponse
  const { access_token } = await send('POST', '/as/token', {
    type: 'application/x-www-form-urlencoded',
    body: String(new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT })),
  })
  if (access_token === undefined) throw new Error('a sign-on ended without a token')
}

function caller(url, agent, times) {
  const authorization = `Basic ${Buffer.from(`web:${SECRET}`).toString('base64')}`
  return async (method, path, { type, body } = {}) => {
    const startedAt = performance.now()
    const headers = { ...(type && { 'content-type': type }), ...(path === '/as/token' && { authorization }) }
    const sent = request(`${url}/${ENVIRONMENT}${path}`, { method, agent, headers }).end(body)
    const [response] = await once(sent, 'response')
    let text = ''
    for await (const chunk of response) text += chunk
    times.push(performance.now() - startedAt)
    if (response.statusCode === 200) return JSON.parse(text)
    throw new Error(`${method} ${path} answers ${response.statusCode}: ${text}`)
  }
}
