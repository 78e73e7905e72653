import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { expect, test } from 'vitest'
import type { Finding } from '../../src/doctor/finding.ts'
import { AUTHORITY, CLIENT, EXPIRED, SERVER } from '../support/authority.ts'
import { collectionJson, flowgate, temporaryFolder } from '../support/cli.ts'
import { startProxy } from '../support/proxy.ts'
import { startServer, startTlsServer } from '../support/server.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Findings of a project, without the code of its own, and ports by the names of their servers. */
function told(stdout: string, ports: Readonly<Record<string, number>> = {}): readonly unknown[] {
  const named = Object.entries(ports).reduce((text, [name, port]) => text.replaceAll(String(port), name), stdout)
  return (JSON.parse(named) as readonly Finding[]).map(({ level, code, message, line, hint }) => {
    return [level, code, message, line, hint]
  })
}

/** A certificate that ends in five days and is its own authority. */
async function endingSoon(): Promise<{ readonly key: string; readonly cert: string }> {
  const altNames = [{ type: 2 as const, value: 'localhost' }]
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    notAfterDate: new Date(Date.now() + 5 * DAY_MS + DAY_MS / 2),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  })
  return { key, cert }
}

test('doctor asks each host for HEAD / and tells what is wrong with network, TLS and clock', async () => {
  const soon = await endingSoon()
  const [fine, unknown, expired, ending, late, forbidden] = await Promise.all([
    startTlsServer(undefined, SERVER),
    startTlsServer(),
    startTlsServer(undefined, EXPIRED),
    startTlsServer(undefined, soon),
    startServer((_request, response) => {
      response.setHeader('Date', new Date(Date.now() - 7_200_500).toUTCString())
      response.end()
    }),
    startServer(),
  ])
  const urls = [
    '{{fine}}/a/secret?code=also-secret',
    `${fine.url}/b`,
    unknown.url,
    expired.url,
    ending.url,
    late.url,
    forbidden.url,
    'http://127.0.0.1:1/',
    'https://{{host}}/x',
  ]
  const items = urls.map((url, index) => ({
    name: String.fromCodePoint(65 + index),
    request: {
      url,
      method: 'POST',
      header: [{ key: 'Authorization', value: 'Bearer {{token}}' }],
      body: { mode: 'raw', raw: '{{token}}' },
      auth: { type: 'oauth2', oauth2: [{ key: 'accessTokenUrl', value: 'http://127.0.0.1:2/token' }] },
    },
  }))
  const cwd = temporaryFolder()
  const values = [
    { key: 'fine', value: fine.url },
    { key: 'token', value: 'a-very-secret-value', type: 'secret' },
  ]
  const script = { listen: 'prerequest', script: { exec: ["pm.environment.set('host', pm.info.requestName)"] } }
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items, { event: [script] }), null, 1))
  writeFileSync(join(cwd, 'e.json'), JSON.stringify({ values }))
  writeFileSync(join(cwd, 'ca.pem'), `${AUTHORITY}${soon.cert}`)
  writeFileSync(join(cwd, 'flowgate.config.json'), JSON.stringify({ protectedHosts: [`localhost:${forbidden.port}`] }))

  const { code, stdout, stderr } = await flowgate(
    ['doctor', 'c.json', '-e', 'e.json', '--ssl-extra-ca-certs', 'ca.pem', '--json'],
    { cwd },
  )

  const ports = { unknown: unknown.port, expired: expired.port, ending: ending.port, late: late.port }
  const network = told(stdout, { ...ports, forbidden: forbidden.port }).filter(
    (row) => !/SECRET_LITERAL/.test(String(row)),
  )
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(network).toEqual([
    [
      'error',
      'TLS_FAILED',
      'Cannot reach "localhost:unknown": the certificate is self-signed',
      expect.any(Number),
      'Trust its authority with --ssl-extra-ca-certs, or pass --insecure to accept any certificate',
    ],
    [
      'error',
      'TLS_FAILED',
      'Cannot reach "localhost:expired": the certificate has expired',
      expect.any(Number),
      expect.any(String),
    ],
    [
      'error',
      'HOST_PROTECTED',
      '"G" goes to "localhost:forbidden", which protectedHosts protects',
      1,
      'Use another environment, or pass --allow-host localhost:forbidden if requests are meant to go there',
    ],
    [
      'warning',
      'HOST_UNREACHABLE',
      'Cannot reach "127.0.0.1:2": connection refused',
      expect.any(Number),
      expect.any(String),
    ],
    [
      'warning',
      'CERTIFICATE_EXPIRES',
      expect.stringMatching(
        /^The certificate of "localhost:ending", or of an authority behind it, expires in 5 days, on \d{4}-\d\d-\d\d$/,
      ),
      expect.any(Number),
      'Have it renewed before runs fail with TLS_FAILED',
    ],
    [
      'warning',
      'CLOCK_SKEW',
      expect.stringMatching(
        /^The clock of "localhost:late" is 720\d s behind this machine: what is signed here may not be valid there yet$/,
      ),
      expect.any(Number),
      'Set the clock of this machine by NTP; if it is right, tell whoever runs the host',
    ],
    [
      'warning',
      'HOST_UNREACHABLE',
      'Cannot reach "127.0.0.1:1": connection refused',
      expect.any(Number),
      expect.any(String),
    ],
    [
      'note',
      'HOST_UNRESOLVED',
      'The host of "I" is not known before the run: {{host}}',
      expect.any(Number),
      'Nobody asked it; give its variables values in the environment to have it examined',
    ],
  ])
  expect(
    fine.requests.map(({ method, path, headers, body }) => [method, path, headers.map(([name]) => name), body]),
  ).toEqual([['HEAD', '/', ['Host', 'User-Agent', 'Accept', 'Connection'], '']])
  expect(forbidden.sockets()).toBe(0)
})

test('doctor tells a proxy that is dead once, goes through one that is alive, and asks nobody with --offline', async () => {
  const [plain, secure] = await Promise.all([startServer(), startTlsServer(undefined, SERVER)])
  const proxy = await startProxy()
  const cwd = temporaryFolder()
  const items = [
    { name: 'A', request: plain.url },
    { name: 'B', request: secure.url },
  ]
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  writeFileSync(join(cwd, 'ca.pem'), AUTHORITY)
  const argv = ['doctor', 'c.json', '--ssl-extra-ca-certs', 'ca.pem', '--json']

  const [dead, alive, excepted, offline] = await Promise.all([
    flowgate(argv, { cwd, env: { HTTP_PROXY: 'http://127.0.0.1:1' } }),
    flowgate(argv, { cwd, env: { HTTP_PROXY: proxy.url } }),
    flowgate(argv, { cwd, env: { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'localhost' } }),
    flowgate([...argv, '--offline'], { cwd, env: { HTTP_PROXY: 'http://127.0.0.1:1' } }),
  ])

  expect([dead, alive, excepted, offline].map(({ code }) => code)).toEqual([1, 0, 0, 0])
  expect(told(dead.stdout, { plain: plain.port, secure: secure.port })).toEqual([
    [
      'error',
      'PROXY_FAILED',
      'Cannot reach "localhost:plain", "localhost:secure": the proxy cannot be reached',
      undefined,
      'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY',
    ],
  ])
  expect([alive, excepted, offline].map(({ stdout }) => stdout)).toEqual(['[]\n', '[]\n', '[]\n'])
  expect(proxy.requests.map(([line]) => line.replace(/\d+/, '')).toSorted()).toEqual([
    'CONNECT localhost:',
    'CONNECT localhost:',
    'HEAD http://localhost:/',
  ])
  expect(plain.requests.map(({ method }) => method)).toEqual(['HEAD', 'HEAD'])
})

test('doctor offers the client certificate that a run would offer', async () => {
  const strict = await startTlsServer(undefined, { ...SERVER, ca: AUTHORITY, requestCert: true })
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([{ name: 'A', request: `${strict.url}/a` }])))
  writeFileSync(join(cwd, 'ca.pem'), AUTHORITY)
  writeFileSync(join(cwd, 'cert.pem'), CLIENT.cert)
  writeFileSync(join(cwd, 'key.pem'), CLIENT.key)
  const list = [{ matches: [`${strict.url}/a*`], cert: { src: 'cert.pem' }, key: { src: 'key.pem' } }]
  writeFileSync(join(cwd, 'list.json'), JSON.stringify(list))
  const argv = ['doctor', 'c.json', '--ssl-extra-ca-certs', 'ca.pem', '--json']

  const [without, offered] = await Promise.all([
    flowgate(argv, { cwd }),
    flowgate([...argv, '--ssl-client-cert-list', 'list.json'], { cwd }),
  ])

  expect(told(without.stdout, { strict: strict.port })).toEqual([
    [
      'error',
      'TLS_FAILED',
      'Cannot reach "localhost:strict": the server wants a client certificate',
      1,
      'Pass a client certificate with --ssl-client-cert and --ssl-client-key',
    ],
  ])
  expect([offered.code, offered.stdout, strict.requests.length]).toEqual([0, '[]\n', 1])
})

test('doctor gives up on a host that never answers', async () => {
  const silent = await startServer(() => {})
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([{ name: 'A', request: silent.url }])))

  const { code, stdout } = await flowgate(['doctor', 'c.json', '--json', '--strict'], { cwd })

  expect([code, told(stdout, { silent: silent.port })]).toEqual([
    1,
    [
      [
        'warning',
        'HOST_UNREACHABLE',
        'Cannot reach "localhost:silent": it does not answer within 5 s',
        1,
        'Check the address, the network and its firewalls; --offline asks nobody',
      ],
    ],
  ])
})

test('doctor examines configuration and baseline: faults, what means nothing, what has expired', async () => {
  const cwd = temporaryFolder()
  const items = [
    { name: 'Users', item: [{ name: 'Get one', request: 'http://127.0.0.1:1' }] },
    { name: 'Other', request: 'http://127.0.0.1:1' },
  ]
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  writeFileSync(
    join(cwd, 'flowgate.config.json'),
    `{
  // Comments are allowed.
  "checks": [
    { "request": "Users/*", "status": 200 },
    { "request": "Users/Get on", "status": 200 },
    {
      "request": "Other",
      "schema": "nope.json"
    },
    { "request": "Other", "jsonpath": [{ "path": "$[" }] }
  ],
  "contract": { "requests": {
    "Users": "shape",
    "User": "off"
  } },
  "retries": { "unsafe": ["Users/Get one",
    "Othr"] },
  "sequential": ["Shop",
    "Shp"],
  "tags": { "Users/*": ["smoke"], "Usrs/*": ["smoke"] }
}`,
  )
  writeFileSync(
    join(cwd, 'flowgate.baseline.json'),
    `{
  "failures": [
    { "id": "a", "reason": "issue 1", "request": "Other", "code": "CONNECTION_REFUSED" },
    { "id": "b", "reason": "issue 2", "request": "Other", "assertion": "ok", "expires": "2020-01-31", "owner": "us" },
    { "id": "c", "reason": "issue 3", "request": "Users/Get won", "assertion": "ok" },
    { "id": "d", "reason": "issue 4", "request": "Gone", "assertion": "ok", "collection": "Not examined" }
  ]
}`,
  )

  const { code, stdout } = await flowgate(['doctor', 'c.json', '--offline'], { cwd })

  expect(code).toBe(1)
  expect(stdout).toMatchInlineSnapshot(`
    "flowgate.config.json:6: error INPUT_UNREADABLE
      Cannot read "nope.json" of checks[2].schema: no such file
      Paths of schemas start from the folder of the configuration, "."
    flowgate.config.json:10: error CONFIG_INVALID
      Cannot use checks[3].jsonpath[0].path of the configuration: "$[" is no JSONPath (RFC 9535): unclosed bracketed selection ('$[':2)
      Correct the file at this place
    flowgate.config.json:5: error CONFIG_UNMATCHED
      checks[1].request means a request that is not there: "Users/Get on"
      Did you mean "Users/Get one"?
    flowgate.baseline.json:4: error BASELINE_EXPIRED
      Known failure "b" has expired on 2020-01-31: issue 2
      Mend "ok" of "Other", or give the entry another day (us)
    flowgate.config.json:20: warning CONFIG_UNMATCHED
      tags.Usrs/* means a request that is not there: "Usrs/*"
      Write the name, the id or the path, Folder/Name; or remove it
    flowgate.config.json:14: warning CONFIG_UNMATCHED
      contract.requests.User means a request that is not there: "User"
      Did you mean "Users"?
    flowgate.config.json:17: warning CONFIG_UNMATCHED
      retries.unsafe[1] means a request that is not there: "Othr"
      Did you mean "Other"?
    flowgate.config.json:19: warning CONFIG_UNMATCHED
      sequential[1] means a collection that is not there: "Shp"
      Did you mean "Shop"?
    flowgate.baseline.json:5: warning BASELINE_UNMATCHED
      Known failure "c" means a request that is not there: "Users/Get won"
      Did you mean "Users/Get one"?

    4 errors, 5 warnings, 0 notes
    "
  `)
})

test('doctor tells every fault of a configuration, and asks no host while it cannot know which are protected', async () => {
  const server = await startServer()
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([{ name: 'A', request: server.url }])))
  writeFileSync(
    join(cwd, 'flowgate.config.json'),
    '{\n  "protectedHost": ["localhost"],\n  "retries": { "count": -1,\n    "on": ["5xx", "4xx"] }\n}',
  )
  writeFileSync(join(cwd, 'flowgate.baseline.json'), '{\n  "failures": [\n    { "id": "a", "reason": "TODO",\n }]}')
  const argv = ['doctor', 'c.json', '--ssl-client-cert', 'no.pem', '--ssl-client-key', 'no.key']

  const { code, stdout } = await flowgate(argv, { cwd })

  expect([code, server.sockets()]).toEqual([1, 0])
  expect(stdout).toMatchInlineSnapshot(`
    "flowgate.config.json:2: error CONFIG_INVALID
      Cannot read configuration "flowgate.config.json": it has no option "protectedHost"
      Did you mean "protectedHosts"?
    flowgate.config.json:3: error CONFIG_INVALID
      Cannot read configuration "flowgate.config.json": retries.count is not a whole number from 0
      Write {"retries": {"count": 2, "on": ["network", "5xx", "429"], "unsafe": ["Folder/Name"]}}
    flowgate.config.json:4: error CONFIG_INVALID
      Cannot read configuration "flowgate.config.json": retries.on[1] is not network, 5xx, 429 or assertion
      Write {"retries": {"count": 2, "on": ["network", "5xx", "429"], "unsafe": ["Folder/Name"]}}
    flowgate.baseline.json:4: error INPUT_NOT_JSON
      Cannot read baseline "flowgate.baseline.json": not valid JSON, line 4, column 2: a comma with nothing after it
      Correct the file at that place, or export it from Postman again
    warning CERTIFICATE_MISSING
      A client certificate for all hosts is left out: certificate "key" load error: ENOENT: no such file or directory, open 'no.key'
      Check the paths of --ssl-client-cert, --ssl-client-key and --ssl-client-cert-list
    warning CERTIFICATE_MISSING
      A client certificate for all hosts is left out: certificate "cert" load error: ENOENT: no such file or directory, open 'no.pem'
      Check the paths of --ssl-client-cert, --ssl-client-key and --ssl-client-cert-list

    4 errors, 2 warnings, 0 notes
    "
  `)
})

test('doctor knows the producers of a configuration', async () => {
  const cwd = temporaryFolder()
  const url = 'http://127.0.0.1:1/{{ticket}}'
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([{ name: 'A', request: url }])))
  const argv = ['doctor', 'c.json', '--offline', '--json']

  const without = await flowgate(argv, { cwd })
  writeFileSync(join(cwd, 'flowgate.config.mjs'), 'export default { producers: { ticket: () => "1" } }')
  const made = await flowgate(argv, { cwd })

  expect([without.code, made.code, made.stdout]).toEqual([1, 0, '[]\n'])
})
