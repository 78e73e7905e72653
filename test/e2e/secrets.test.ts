import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  collectionJson,
  flowgate,
  prerequestScript,
  temporaryFile,
  temporaryFolder,
  testScript,
} from '../support/cli.ts'
import { leaksIn } from '../support/leaks.ts'
import { startServer } from '../support/server.ts'

/** One for each source, with characters that other formats escape. */
const SECRETS = {
  typed: `Zq1"ty'ped&<ä>+%41 x`,
  named: 'Zq2 named/by=flag?',
  vault: 'Zq3\nvault\t"value"',
  put: 'Zq4 put into <the> vault',
  column: 'Zq5;column,"of" data',
  token: 'Zq6+opaque/token==',
  code: 'Zq7 code&of=Location',
  cookie: 'Zq8cookie%22value',
  field: 'Zq9 field & form "x"',
  url: 'Zq10pass word',
  digest: 'Zq11"digest\\password',
}

const SAY_ALL = [
  `const value = pm.environment.get('typed')`,
  `console.log(value, pm.variables.get('plain'), pm.iterationData.get('password'), { value })`,
  `console.log(btoa(unescape(encodeURIComponent('ann:' + pm.variables.get('plain')))))`,
  `pm.test('is ' + pm.variables.get('plain'), () => pm.expect(value).to.equal('other'))`,
]

test('flowgate run shows no secret in any output, wherever it comes from', async () => {
  const server = await startServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    if (pathname === '/redirect') {
      const location = `/done?${new URLSearchParams({ code: SECRETS.code, state: '1' }).toString()}`
      response.writeHead(302, { location, 'set-cookie': `ST=${SECRETS.cookie}; Path=/` })
    }
    response.end(JSON.stringify({ access_token: SECRETS.token, echo: request.headers['x-echo'] }))
  })
  const folder = temporaryFolder()
  const collection = temporaryFile(
    'collection.json',
    collectionJson(
      [
        {
          name: 'Token {{plain}}',
          request: {
            method: 'POST',
            url: `${server.url.replace('://', `://ann:${encodeURIComponent(SECRETS.url)}@`)}/token?x={{typed}}`,
            header: [{ key: 'X-Echo', value: '{{plain}}' }],
            body: { mode: 'urlencoded', urlencoded: [{ key: 'client_secret', value: SECRETS.field }] },
          },
          event: [
            prerequestScript(
              `await pm.vault.set('put', ${JSON.stringify(Array.from(SECRETS.put).toReversed())}.reverse().join(''))`,
              `console.log(await pm.vault.get('put'))`,
            ),
            testScript(...SAY_ALL, `console.log(await pm.vault.get('given'), pm.response.json().access_token)`),
          ],
        },
        {
          name: 'Redirect',
          request: {
            url: `${server.url}/redirect?v={{vault:given}}`,
            auth: {
              type: 'digest',
              digest: [
                { key: 'username', value: 'ann' },
                { key: 'password', value: SECRETS.digest },
              ],
            },
          },
          event: [testScript(`throw new Error(pm.environment.get('typed') + pm.cookies.get('ST') + pm.request.url)`)],
        },
        { name: 'Refused', request: { url: `http://{{plain}}.invalid:1/{{typed}}` } },
      ],
      {
        info: {
          name: `Shop ${SECRETS.named}`,
          schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
        },
      },
    ),
  )
  const environment = temporaryFile('env.json', {
    name: 'dev',
    values: [
      { key: 'typed', value: SECRETS.typed, type: 'secret' },
      { key: 'plain', value: SECRETS.named },
    ],
  })
  const data = temporaryFile('data.json', [{ password: SECRETS.column }])
  const vault = temporaryFile('vault.json', { given: SECRETS.vault })

  const { code, stdout, stderr } = await flowgate(
    [
      'run',
      collection,
      '-e',
      environment,
      '-d',
      data,
      '--vault',
      vault,
      '--secret',
      'plain',
      '--verbose',
      '-r',
      'cli,junit,json,html,ndjson',
    ],
    { cwd: folder },
  )

  const files = readdirSync(join(folder, 'reports'))
  const written = [
    ['stdout', stdout],
    ['stderr', stderr],
    ...files.map((name) => [name, readFileSync(join(folder, 'reports', name), 'utf8')]),
  ] as const
  const leaks = written.map(([name, text = '']) => ({ name, leaks: leaksIn(text, Object.values(SECRETS)) }))
  const names = files.map((name) => name.replace(/-20.*Z/, ''))
  expect({ code, names, leaks: leaks.filter((each) => each.leaks.length > 0) }).toEqual({
    code: 1,
    names: ['shop-plain-1.html', 'shop-plain-1.json', 'shop-plain-1.ndjson', 'shop-plain-1.xml'],
    leaks: [],
  })
})
