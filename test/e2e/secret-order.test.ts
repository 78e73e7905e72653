import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
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

/** What is written as the run goes is never masked again: these have to be known before they are shown. */
const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

const SECRETS = {
  typed: 'Zq1 typed "value"',
  named: 'Zq2 named & by flag',
  vault: 'Zq3/vault+value',
  column: 'Zq5;column',
  body: 'Zq6+token/of+the/body',
  chunked: 'Zq7-token-in-two-chunks',
  asked: 'Zq8-token-that-a-script-asks-for',
  cookie: 'Zq9-cookie',
  code: 'Zq10-code-of-a-redirect',
  ...Object.fromEntries(
    KEY.split('\n')
      .slice(1, -2)
      .map((line, index) => [`key${index}`, line]),
  ),
}

test('flowgate run knows secrets of the start, of a response and of what scripts ask for before it shows them', async () => {
  const server = await startServer((request, response) => {
    const body = (token: string): string => JSON.stringify({ a: { access_token: token } })
    switch (new URL(request.url ?? '', 'http://localhost').pathname) {
      case '/chunked':
        response.write(body(SECRETS.chunked).slice(0, 35))
        setTimeout(() => response.end(body(SECRETS.chunked).slice(35)), 30)
        return
      case '/asked':
        response.end(body(SECRETS.asked))
        return
      case '/redirect':
        response.writeHead(302, { location: `/end?code=${SECRETS.code}`, 'set-cookie': `ST=${SECRETS.cookie}` }).end()
        return
      default:
        // It stands in a header as well, which is told before the body.
        response.writeHead(200, { 'x-echo': SECRETS.body }).end(body(SECRETS.body))
    }
  })
  const log = `console.log(pm.response.json().a.access_token, pm.response.headers.get('X-Echo'))`
  const ask = `pm.sendRequest('${server.url}/asked', (error, response) => console.log(response.json().a.access_token))`
  const collection = temporaryFile(
    'collection.json',
    collectionJson([
      {
        name: 'Token',
        request: server.url,
        event: [
          prerequestScript(
            `console.log(['typed', 'plain', 'signingKey'].map((name) => pm.environment.get(name)))`,
            `console.log(pm.iterationData.get('password'), await pm.vault.get('given'))`,
            ask,
          ),
          testScript(log),
        ],
      },
      { name: 'Chunks', request: `${server.url}/chunked`, event: [testScript(log)] },
      {
        name: 'Redirect',
        request: `${server.url}/redirect`,
        event: [testScript(`console.log(pm.request.url.toString(), pm.cookies.toObject(), pm.response.text())`)],
      },
    ]),
  )
  const environment = temporaryFile('env.json', {
    values: [
      { key: 'typed', value: SECRETS.typed, type: 'secret' },
      { key: 'plain', value: SECRETS.named },
      { key: 'signingKey', value: KEY },
    ],
  })
  const files = ['-e', environment, '-d', temporaryFile('data.json', [{ password: SECRETS.column }])]
  const given = ['--vault', temporaryFile('vault.json', { given: SECRETS.vault }), '--secret', 'plain']
  const folder = temporaryFolder()

  const { stdout, stderr } = await flowgate(
    ['run', collection, ...files, ...given, '--verbose', '-r', 'cli,ndjson', '--reporter-ndjson-export', 'run.ndjson'],
    { cwd: folder },
  )

  const ndjson = readFileSync(join(folder, 'run.ndjson'), 'utf8')
  const shown = [stdout, stderr, ndjson].map((text) => leaksIn(text, Object.values(SECRETS)))
  expect(shown).toEqual([[], [], []])
  // All of it has been said.
  expect([...new Set(ndjson.match(/\[\w+#\d+\]/g))].toSorted()).toEqual([
    '[ST#1]',
    '[access_token#1]',
    '[access_token#2]',
    '[access_token#3]',
    '[code#1]',
    '[given#1]',
    '[password#1]',
    '[plain#1]',
    '[signingKey#1]',
    '[typed#1]',
  ])
})
