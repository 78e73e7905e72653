import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Standin, startStandin } from '../../src/standin/server.ts'
import { flowgate, ROOT, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { readingsOf } from '../support/leaks.ts'

interface Group {
  readonly name: string
  readonly item: readonly { readonly name: string }[]
}

function shipped(name: string): { readonly item: readonly Group[] } {
  const text = readFileSync(join(ROOT, `collections/${name}.postman_collection.json`), 'utf8')
  return JSON.parse(text) as { readonly item: readonly Group[] }
}

/** An authorization code that nobody has redeemed, and after it a one-time password that nobody has entered. */
function unspent(): object {
  const collection = shipped('login-with-mfa')
  const [, , flow] = collection.item
  const steps = (...numbers: readonly number[]): readonly object[] =>
    numbers.flatMap((number) => flow?.item.filter(({ name }) => name.startsWith(`Step ${number}:`)) ?? [])
  const groups = [
    { name: 'A code', item: steps(1, 2, 4, 5) },
    { name: 'A password', item: steps(1, 2) },
  ]
  return { ...collection, item: [...collection.item.slice(0, 2), ...groups] }
}

const ENVIRONMENT = join(ROOT, 'environments/standin.postman_environment.json')

let standin: Standin

// Each of some hundred words is tried in several ways.
vi.setConfig({ testTimeout: 90_000 })

beforeAll(async () => {
  standin = await startStandin()
})

afterAll(async () => {
  await standin.close()
})

/** What is run, and which variables hold something that opens something. */
const RUNS = [
  {
    what: 'tokens, secrets and sessions',
    collection: shipped('refresh-token'),
    opening: ['accessToken', 'adminAppSecret', 'appSecret'],
  },
  { what: 'single-use codes', collection: unspent(), opening: ['accessToken', 'appSecret', 'authCode', 'otp'] },
]

/** What a run leaves where people see it, and what it knows, which only the next step is given. */
interface Left {
  /** What it was made from: nothing that stands in there is new. */
  readonly known: string
  readonly artefacts: string
  readonly variables: Readonly<Record<string, string>>
}

async function leftBy(collection: object, ...flags: readonly string[]): Promise<Left> {
  const folder = temporaryFolder()
  const addresses = ['--env-var', `authPath=${standin.url}`, '--env-var', `apiPath=${standin.url}/v1`]
  const exported = ['--export-environment', join(folder, 'env.json'), '--export-secrets']
  const { code, stdout, stderr } = await flowgate(
    [
      'run',
      temporaryFile('collection.json', collection),
      '-e',
      ENVIRONMENT,
      '--verbose',
      ...addresses,
      ...exported,
      ...flags,
    ],
    { cwd: folder },
  )
  expect(code).toBe(0)
  const { values } = JSON.parse(readFileSync(join(folder, 'env.json'), 'utf8')) as {
    readonly values: readonly { readonly key: string; readonly value: unknown }[]
  }
  const reports = readdirSync(folder).includes('reports') ? readdirSync(join(folder, 'reports')) : []
  const files = reports.map((name) => readFileSync(join(folder, 'reports', name), 'utf8'))
  return {
    known: JSON.stringify(collection),
    artefacts: [stdout, stderr, ...files].join('\n'),
    variables: Object.fromEntries(values.map(({ key, value }) => [key, String(value)])),
  }
}

/** Everything that could be a token, a key, a code or a session, in whatever encoding, and does not stand in the collection already. */
function candidatesIn({ artefacts, known, variables }: Left): readonly string[] {
  const readings = readingsOf(artefacts)
  const found = readings.flatMap((reading) => reading.match(/[\w.~+/-]{16,}/g) ?? [])
  // Without a part of six characters it is the name of a place in the page.
  const words = [...new Set(found)].filter(
    (word) =>
      /\d/.test(word) && /[^\W_]{6}/.test(word) && !/^[\dTZ.+/-]+$|[/.]\w*\//.test(word) && !known.includes(word),
  )
  // The stand-in takes three wrong passwords and no more: of all numbers only the right one is worth an attempt.
  const { otp } = variables
  return otp !== undefined && readings.some((reading) => reading.includes(otp)) ? [...words, otp] : words
}

/** The ways in which a word could open something; each is true if it does. */
function attempts({ variables }: Left, word: string): readonly (() => Promise<boolean>)[] {
  const base = `${standin.url}/${variables['envID']}/as`
  const client = variables['appID'] ?? ''
  const authorize = `${base}/authorize?${new URLSearchParams({ response_type: 'code', client_id: client, redirect_uri: 'https://www.example.com', scope: 'openid', prompt: 'none' }).toString()}`
  const bearer = { headers: { authorization: `Bearer ${word}` } }
  const token = async (
    fields: Readonly<Record<string, string>>,
    [id = '', secret = '']: readonly (string | undefined)[],
  ) => {
    const response = await fetch(`${id === client ? base : `${standin.url}/${variables['adminEnvID']}/as`}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams(fields),
    })
    return response.ok ? 'ok' : ((await response.json()) as { readonly error: string }).error
  }
  const refresh = { grant_type: 'refresh_token', refresh_token: word }
  if (/^\d{6}$/.test(word)) {
    return [
      async () => {
        const headers = { 'content-type': 'application/vnd.pingidentity.otp.check+json' }
        const address = `${standin.url}/${variables['envID']}/flows/${variables['flowID']}`
        return (await fetch(address, { method: 'POST', headers, body: JSON.stringify({ otp: word }) })).ok
      },
    ]
  }
  if (/^[\da-f-]{36}$/.test(word)) {
    const code = { grant_type: 'authorization_code', code: word, redirect_uri: 'https://www.example.com' }
    return [
      async () => (await token(code, [client, variables['appSecret']])) === 'ok',
      async () => {
        const headers = { cookie: `ST=${word}` }
        const { headers: answer } = await fetch(authorize, { headers, redirect: 'manual' })
        return /[?&]code=/.test(answer.get('location') ?? '')
      },
    ]
  }
  return [
    async () => (await fetch(`${base}/userinfo`, bearer)).ok,
    async () => (await fetch(`${standin.url}/v1/environments/${variables['envID']}/users`, bearer)).ok,
    async () => (await token(refresh, [client, variables['appSecret']])) === 'ok',
    async () => (await token(refresh, [client, word])) !== 'invalid_client',
    async () => (await token({ grant_type: 'client_credentials' }, [variables['adminAppID'], word])) === 'ok',
  ]
}

/** The words that open something. */
async function usableIn(left: Left): Promise<readonly string[]> {
  const opened = await Promise.all(
    candidatesIn(left).map(async (word) => {
      const answers: boolean[] = []
      for (const attempt of attempts(left, word)) answers.push(await attempt())
      return answers.includes(true) ? [word] : []
    }),
  )
  return opened.flat()
}

test.each(RUNS)('flowgate run leaves nothing in any output that opens anything: $what', async ({ collection }) => {
  const left = await leftBy(collection, '-r', 'cli,html,json,junit,ndjson,ctrf,tap,har,markdown')

  const usable = await usableIn(left)

  expect(usable).toEqual([])
})

test.each(RUNS)(
  'flowgate run --show-secrets leaves what opens something, the attempts are no blanks: $what',
  async ({ collection, opening }) => {
    const left = await leftBy(collection, '-r', 'cli', '--show-secrets')

    const usable = await usableIn(left)

    expect(usable).toEqual(expect.arrayContaining(opening.map((name) => left.variables[name])))
  },
)
