import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Standin, startStandin } from '../../src/standin/server.ts'
import { flowgate, ROOT, temporaryFolder } from '../support/cli.ts'
import { readingsOf } from '../support/leaks.ts'

const COLLECTION = join(ROOT, 'collections/refresh-token.postman_collection.json')
const ENVIRONMENT = join(ROOT, 'environments/standin.postman_environment.json')

let standin: Standin

beforeAll(async () => {
  standin = await startStandin()
})

afterAll(async () => {
  await standin.close()
})

/** What a run leaves where people see it, and what it knows, which only the next step is given. */
interface Left {
  readonly artefacts: string
  readonly variables: Readonly<Record<string, string>>
}

async function leftBy(...flags: readonly string[]): Promise<Left> {
  const folder = temporaryFolder()
  const addresses = ['--env-var', `authPath=${standin.url}`, '--env-var', `apiPath=${standin.url}/v1`]
  const exported = ['--export-environment', join(folder, 'env.json'), '--export-secrets']
  const { code, stdout, stderr } = await flowgate(
    ['run', COLLECTION, '-e', ENVIRONMENT, '--verbose', ...addresses, ...exported, ...flags],
    { cwd: folder },
  )
  expect(code).toBe(0)
  const { values } = JSON.parse(readFileSync(join(folder, 'env.json'), 'utf8')) as {
    readonly values: readonly { readonly key: string; readonly value: unknown }[]
  }
  const reports = readdirSync(folder).includes('reports') ? readdirSync(join(folder, 'reports')) : []
  const files = reports.map((name) => readFileSync(join(folder, 'reports', name), 'utf8'))
  return {
    artefacts: [stdout, stderr, ...files].join('\n'),
    variables: Object.fromEntries(values.map(({ key, value }) => [key, String(value)])),
  }
}

/** Everything that could be a token, a key or a session, in whatever encoding, and does not stand in the collection already. */
function candidatesIn(text: string): readonly string[] {
  const found = readingsOf(text).flatMap((reading) => reading.match(/[\w.~+/-]{16,}/g) ?? [])
  const known = readFileSync(COLLECTION, 'utf8')
  return [...new Set(found)].filter(
    (word) => /\d/.test(word) && !/^[\dTZ.+/-]+$|[/.]\w*\//.test(word) && !known.includes(word),
  )
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
  if (/^[\da-f-]{36}$/.test(word)) {
    return [
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
  const usable: string[] = []
  for (const word of candidatesIn(left.artefacts)) {
    const opened = await Promise.all(attempts(left, word).map((attempt) => attempt()))
    if (opened.includes(true)) usable.push(word)
  }
  return usable
}

test('flowgate run leaves nothing in any output that opens anything', async () => {
  const left = await leftBy('-r', 'cli,html,json,junit,ndjson,ctrf,tap,har')

  const usable = await usableIn(left)

  expect(usable).toEqual([])
})

test('flowgate run --show-secrets leaves what opens something: the attempts are no blanks', async () => {
  const left = await leftBy('-r', 'cli', '--show-secrets')
  const { accessToken, adminAppSecret, appSecret } = left.variables

  const usable = await usableIn(left)

  expect(usable).toEqual(expect.arrayContaining([accessToken, adminAppSecret, appSecret]))
})
