import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  collectionJson,
  flowgate,
  prerequestScript,
  ROOT,
  temporaryFile,
  temporaryFolder,
  testScript,
} from '../support/cli.ts'
import { leaksIn } from '../support/leaks.ts'
import { startServer } from '../support/server.ts'

/** Where reporters of newman are found as well: in the folder that a run is started in. */
function installReporter(folder: string, name: string, source: string): void {
  const home = join(folder, 'node_modules', `newman-reporter-${name}`)
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: `newman-reporter-${name}`, main: 'index.cjs' }))
  copyFileSync(join(ROOT, 'test/support', source), join(home, 'index.cjs'))
}

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

const COMMAND = '::add-mask::'

/** What the runner of GitHub Actions is told to mask. */
function announcedIn(stdout: string): readonly string[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(COMMAND))
    .map((line) => decodeURIComponent(line.slice(COMMAND.length).replaceAll(/%(?!25|0D|0A)/g, '%25')))
}

test('flowgate run shows no secret in any output but to the runner of GitHub Actions, wherever it comes from', async () => {
  const server = await startServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    if (pathname === '/redirect') {
      const location = `/done?${new URLSearchParams({ code: SECRETS.code, state: '1' }).toString()}`
      response.writeHead(302, { location, 'set-cookie': `ST=${SECRETS.cookie}; Path=/` })
    }
    response.end(JSON.stringify({ access_token: SECRETS.token, echo: request.headers['x-echo'] }))
  })
  const folder = temporaryFolder()
  installReporter(folder, 'greedy', 'greedy-reporter.cjs')
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
      'cli,junit,json,html,ndjson,ctrf,tap,har,timings,markdown,greedy',
      '--reporter-greedy-export',
      'reports/greedy.txt',
      '--reporter-markdown-export',
      'reports/summary.md',
    ],
    { cwd: folder, env: { GITHUB_ACTIONS: 'true' } },
  )

  const files = readdirSync(join(folder, 'reports'))
  const written = [
    ['stdout', stdout.replaceAll(/^::add-mask::.*\n/gm, '')],
    ['stderr', stderr],
    ...files.map((name) => [name, readFileSync(join(folder, 'reports', name), 'utf8')]),
  ] as const
  const leaks = written.map(([name, text = '']) => ({ name, leaks: leaksIn(text, Object.values(SECRETS)) }))
  const announced = announcedIn(stdout)
  const unannounced = Object.values(SECRETS)
    .flatMap((secret) => secret.split('\n'))
    .filter((line) => line.length >= 4 && !announced.includes(line))
  const names = files.map((name) => name.replace(/-20.*Z/, ''))
  expect({
    code,
    names,
    unannounced,
    twice: announced.length - new Set(announced).size,
    leaks: leaks.filter((each) => each.leaks.length > 0),
  }).toEqual({
    code: 1,
    names: [
      'greedy.txt',
      'shop-plain-1.ctrf.json',
      'shop-plain-1.har',
      'shop-plain-1.html',
      'shop-plain-1.json',
      'shop-plain-1.ndjson',
      'shop-plain-1.tap',
      'shop-plain-1.timings.json',
      'shop-plain-1.xml',
      'summary.md',
    ],
    unannounced: [],
    twice: 0,
    leaks: [],
  })
})

test('flowgate run hands a reporter of newman everything with --show-secrets: what it looks for is no blank', async () => {
  const folder = temporaryFolder()
  installReporter(folder, 'greedy', 'greedy-reporter.cjs')
  const server = await startServer((_, response) => response.end(JSON.stringify({ access_token: SECRETS.token })))
  const collection = temporaryFile(
    'collection.json',
    collectionJson([{ name: 'Token', request: { url: server.url, header: [{ key: 'X-A', value: '{{plain}}' }] } }]),
  )
  const given = ['--env-var', `plain=${SECRETS.named}`, '--secret', 'plain']
  const reporter = ['-r', 'greedy', '--reporter-greedy-export', 'greedy.txt']

  const { code } = await flowgate(['run', collection, ...given, ...reporter, '--show-secrets'], { cwd: folder })

  const seen = leaksIn(readFileSync(join(folder, 'greedy.txt'), 'utf8'), Object.values(SECRETS))
  expect({ code, seen }).toEqual({ code: 0, seen: [SECRETS.named, SECRETS.token] })
})
