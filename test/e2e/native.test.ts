import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { collectionJson, flowgate, ROOT, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { startServer, type TestServer } from '../support/server.ts'

const SECRET = 'a-secret-of-sixty-four-characters-that-nobody-may-see-anywhere-1'
const TOTP_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** Answers as an authorization server would, as far as the collections below ask. */
function authorizationServer(): Promise<TestServer> {
  return startServer((request, response) => {
    const path = request.url ?? ''
    if (path.startsWith('/env/as/par')) return response.writeHead(201).end('{"request_uri":"urn:pushed:1"}')
    if (path.startsWith('/env/as/token')) return response.end('{"access_token":"worker-token-1","expires_in":3600}')
    return response.end('{}')
  })
}

const HEADERS = {
  'X-Request': '{{requestParam}}',
  'X-Hint': '{{loginHintToken}}',
  'X-Assertion': '{{clientAssertion}}',
  'X-Verifier': '{{codeVerifier}}',
  'X-Challenge': '{{codeChallenge}}',
  'X-State': '{{state}}',
  'X-Nonce': '{{nonce}}',
  'X-Request-Uri': '{{requestUri}}',
  'X-Otp': '{{otp}}',
  'X-Ticket': '{{ticket}}',
  DPoP: '{{dpop}}',
  Authorization: 'Bearer {{accessToken}}',
}

/** A request with these headers. */
function itemWith(url: string, headers: Readonly<Record<string, string>>): object {
  const header = Object.entries(headers).map(([key, value]) => ({ key, value }))
  return { name: 'All', request: { method: 'GET', url, header } }
}

function environmentFor(url: string): string {
  const values = {
    authPath: url,
    envID: 'env',
    adminEnvID: 'env',
    mfaNativeAppId: 'app-1',
    mfaUserID: 'user-1',
    mfaNativeAppSecret: SECRET,
    adminAppID: 'worker-1',
    adminAppSecret: SECRET,
    totpSecret: TOTP_SECRET,
    parParameters: '{"response_type":"code"}',
  }
  return temporaryFile('environment.json', {
    name: 'E',
    values: Object.entries(values).map(([key, value]) => ({
      key,
      value,
      type: /secret/i.test(key) ? 'secret' : 'default',
    })),
  })
}

it('makes everything, and shows none of it in any report', async () => {
  const server = await authorizationServer()
  const folder = temporaryFolder()
  const config = temporaryFile(
    'flowgate.config.mjs',
    'export default { producers: { ticket: async ({ random }) => `ticket-${random.uuid()}` } }',
  )
  const collection = temporaryFile('c.json', collectionJson([itemWith(`${server.url}/all`, HEADERS)]))

  const { code, stdout } = await flowgate(
    [
      'run',
      collection,
      '-e',
      environmentFor(server.url),
      '--config',
      config,
      '--verbose',
      '-r',
      'cli,json=r/a.json,junit=r/b.xml,html=r/c.html,ndjson=r/d.ndjson',
      '--export-environment',
      'r/e.json',
    ],
    { cwd: folder },
  )

  expect(code).toBe(0)
  const all = server.requests.find(({ path }) => path === '/all')
  const sent = Object.fromEntries(all?.headers ?? [])
  const values = Object.keys(HEADERS).map((name) => (sent[name] ?? '').replace(/^Bearer /, ''))
  expect(values.filter((value) => value === '' || value.includes('{{'))).toEqual([])
  const outputs = [
    stdout,
    ...readdirSync(join(folder, 'r')).map((name) => readFileSync(join(folder, 'r', name), 'utf8')),
  ]
  const shown = [...values, SECRET, TOTP_SECRET].filter((value) => outputs.some((output) => output.includes(value)))
  expect(shown).toEqual([])
})

it('--explain prints what is signed, without its signature', async () => {
  const server = await authorizationServer()
  const collection = temporaryFile('c.json', collectionJson([itemWith(server.url, { 'X-Hint': '{{loginHintToken}}' })]))

  const { stdout } = await flowgate(['run', collection, '-e', environmentFor(server.url), '--explain'])

  expect(stdout).toContain('│ loginHintToken is signed: {')
  expect(stdout).toContain('"sub": "user-1"')
})

it.each([
  {
    what: 'throws',
    ticket: '() => { throw new RangeError("no ticket left") }',
    message: 'its producer threw RangeError: no ticket left',
  },
  { what: 'hangs', ticket: '() => new Promise(() => {})', message: 'its producer has not ended after 100 ms' },
])('fails the request that needs a producer which $what, and runs on', async ({ ticket, message }) => {
  const server = await authorizationServer()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'flowgate.config.mjs'), `export default { producers: { ticket: ${ticket} } }`)
  const items = [itemWith(`${server.url}/needs`, { 'X-Ticket': '{{ticket}}' }), itemWith(`${server.url}/other`, {})]

  const { code, stdout } = await flowgate(
    ['run', temporaryFile('c.json', collectionJson(items)), '--timeout-script', '100'],
    { cwd: folder },
  )

  expect(code).toBe(1)
  expect(stdout).toContain(`Cannot make "ticket": ${message}`)
  expect(server.requests.map(({ path }) => path)).toEqual(['/other'])
})

it('refuses a configuration that is not JavaScript', async () => {
  const config = temporaryFile('flowgate.config.mjs', 'export default {')

  const { code, stderr } = await flowgate(['run', 'c.json', '--config', config])

  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: Cannot read configuration "${config}": it throws SyntaxError: Unexpected end of input\n`,
  })
})

/** From 22.18 on Node reads TypeScript. */
const isBefore22 = Number(process.versions.node.split('.')[0]) < 22

it.runIf(isBefore22)('says which Node reads a configuration in TypeScript', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'flowgate.config.ts'), 'export default {}')

  const { code, stderr } = await flowgate(['run', 'c.json'], { cwd: folder })

  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      `error: Cannot read configuration "flowgate.config.ts": Node ${process.versions.node} does not read TypeScript\n` +
      '  Use Node 22.18 or later, or write it in JavaScript as flowgate.config.mjs\n',
  })
})

it('--compat newman reads no configuration', async () => {
  const server = await authorizationServer()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'flowgate.config.mjs'), 'throw new Error("read")')
  const collection = temporaryFile('c.json', collectionJson([itemWith(`${server.url}/x`, {})]))

  const { code } = await flowgate(['run', collection, '--compat', 'newman'], { cwd: folder })

  expect(code).toBe(0)
})

/** The shipped collection without what it does by hand for the worker token and the one-time password. */
function withoutScripts(device: object): string {
  const shipped: Shipped = JSON.parse(
    readFileSync(join(ROOT, 'collections/transaction-approval.postman_collection.json'), 'utf8'),
  )
  const folders = shipped.item.map((folder) => ({
    ...folder,
    item: folder.item
      .filter(({ name }) => !name.startsWith('Get a PingOne admin access token'))
      .map((item) => (/User lookup/.test(item.name) ? { ...item, event: [] } : item))
      .map((item) => (/device/i.test(item.name) ? withBody(item, device) : item)),
  }))
  return temporaryFile('c.json', { ...shipped, item: folders })
}

interface Shipped {
  readonly item: readonly { readonly item: readonly ShippedItem[] }[]
}

interface ShippedItem {
  readonly name: string
  readonly request: { readonly body?: { readonly raw?: string } }
}

function withBody(item: ShippedItem, rest: object): ShippedItem {
  const raw = JSON.stringify({ ...JSON.parse(item.request.body?.raw ?? '{}'), ...rest })
  return { ...item, request: { ...item.request, body: { ...item.request.body, raw } } }
}

it.each([
  { what: 'from the flow of a test device', device: { testMode: true }, flags: [], requests: 17 },
  {
    what: "from the stand-in's outbox",
    device: { testMode: false },
    flags: ['--env-var', 'outboxUrl={{authPath}}/standin/outbox'],
    requests: 18,
  },
])('approves a transaction with a worker token and a password made natively, $what', async (given) => {
  const { code, stdout } = await flowgate(['run', withoutScripts(given.device), '--standin', ...given.flags])

  expect(code).toBe(0)
  // The 16 of the collection, and those that producers sent.
  expect(stdout).toMatch(new RegExp(`✓ Passed: ${given.requests} requests, \\d+ assertions`))
})

it('masks a secret of the configuration', async () => {
  const server = await authorizationServer()
  const secret = `configured-${SECRET}`
  const config = temporaryFile('f.json', { inputs: { clientAuthSecret: secret } })
  const url = `${server.url}/${secret}`
  const collection = temporaryFile('c.json', collectionJson([itemWith(url, { 'X-Assertion': '{{clientAssertion}}' })]))

  const { code, stdout } = await flowgate([
    'run',
    collection,
    '-e',
    environmentFor(server.url),
    '--config',
    config,
    '-r',
    'ndjson=-',
  ])

  expect(code).toBe(0)
  expect(stdout).toContain(`"url":"${server.url}/[clientAuthSecret#1]"`)
  expect(stdout).not.toContain(secret)
})
