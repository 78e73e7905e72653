import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { startStandin } from '../../src/standin/server.ts'
import { collectionJson, flowgate, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { eventsIn } from '../support/events.ts'
import { leaksIn } from '../support/leaks.ts'
import { outlineOf } from '../support/run.ts'

/** One request that needs the token of a worker. */
const COLLECTION = collectionJson([
  {
    name: 'Populations',
    request: {
      method: 'GET',
      url: '{{apiPath}}/environments/{{adminEnvID}}/populations',
      header: [{ key: 'Authorization', value: 'Bearer {{accessToken}}' }],
    },
  },
])

interface Ran {
  readonly code: number | null
  readonly stdout: string
  /** By extension. */
  readonly reports: Readonly<Record<'ndjson' | 'html' | 'har' | 'json' | 'xml', string>>
  readonly events: readonly RunEvent[]
  readonly api: string
  readonly auth: string
}

/** Runs it against a stand-in with every report. */
async function run(change: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<Ran> {
  const standin = await startStandin()
  onTestFinished(() => standin.close())
  const variables = { ...standin.variables, ...change }
  const cwd = temporaryFolder()
  const given = Object.entries(variables).flatMap((each) => ['--env-var', each.join('=')])
  const reporters = ['-r', 'cli,ndjson=r.ndjson,html=r.html,har=r.har,json=r.json,junit=r.xml']
  const command = ['run', temporaryFile('c.json', COLLECTION), ...given, ...reporters, ...flags]
  const { code, stdout } = await flowgate(command, { cwd })
  const read = (ending: string): string => readFileSync(join(cwd, `r.${ending}`), 'utf8')
  const environment = `${standin.url}/${standin.variables['adminEnvID']}`
  return {
    code,
    stdout,
    reports: { ndjson: read('ndjson'), html: read('html'), har: read('har'), json: read('json'), xml: read('xml') },
    events: await eventsIn(read('ndjson')),
    api: `${standin.url}/v1/environments/${standin.variables['adminEnvID']}/populations`,
    auth: `${environment}/as/token`,
  }
}

const SECRET = 'standin-admin-secret-not-a-real-one-0001'
/** A JWT with its signature. */
const USABLE = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}/

test('the request of a worker token is in every report but those of newman and JUnit, and opens nothing', async () => {
  const { code, stdout, reports, events, api, auth } = await run({}, ['--verbose'])

  expect(code).toBe(0)
  expect(outlineOf(events).filter((line) => /^(?:re|produced)/.test(line))).toEqual([
    `request 0 producer POST ${auth}`,
    'response 0',
    'produced',
    `request 1 item GET ${api}`,
    'response 1',
  ])
  const [asked] = events.filter((event) => event.type === 'request')
  expect(asked?.wire.headers.find(({ key }) => key === 'Authorization')?.value).toMatch(/^Basic .*\[\w+#1\]$/)
  expect(JSON.parse(reports.har).log.entries.map((entry: { request: { url: string } }) => entry.request.url)).toEqual([
    auth,
    api,
  ])
  expect(reports.html).toContain('Request sent for accessToken')
  expect(reports.html).toContain('Populations, sent for accessToken')
  expect(stdout).toMatch(/POST \S+\/token \[200 OK[^]*grant_type=client_credentials/)
  expect(JSON.parse(reports.json).run.stats.requests.total).toBe(1)
  expect([reports.json.includes('/as/token'), reports.xml.includes('/as/token')]).toEqual([false, false])
  const outputs = [stdout, ...Object.values(reports)]
  expect(outputs.flatMap((output) => leaksIn(output, [SECRET, btoa(SECRET)]))).toEqual([])
  expect(outputs.filter((output) => USABLE.test(output))).toEqual([])
})

test('a worker whose secret is wrong is told of with status and error, and the answer is there to read', async () => {
  const wrong = 'a-wrong-secret-0002'

  const { code, stdout, reports, events, auth } = await run({ adminAppSecret: wrong })

  const reason = `Cannot make "accessToken": cannot fetch a token from "${auth}": it answered 401 with invalid_client`
  expect(code).toBe(1)
  expect(stdout).toContain(reason)
  expect(outlineOf(events).slice(2, -2)).toEqual([
    'item:start Populations',
    `request 0 producer POST ${auth}`,
    'response 0',
    'item:end failed PRODUCER_FAILED',
  ])
  const [answer] = events.filter((event) => event.type === 'response')
  expect([answer?.response.status, new TextDecoder().decode(answer?.response.body)]).toEqual([
    401,
    expect.stringContaining('"error":"invalid_client"'),
  ])
  // The card of the failure shows what was sent and what came back.
  expect(reports.html.match(/Request sent for accessToken/g)).toHaveLength(2)
  const outputs = [stdout, ...Object.values(reports)]
  expect(outputs.flatMap((output) => leaksIn(output, [wrong, btoa(wrong)]))).toEqual([])
})

test('--compat newman fetches no token, and shows none', async () => {
  const { events, api } = await run({ accessToken: 'mine' }, ['--compat', 'newman'])

  expect(outlineOf(events).filter((line) => line.startsWith('request'))).toEqual([`request 0 item GET ${api}`])
})
