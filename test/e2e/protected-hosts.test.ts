import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, prerequestScript, temporaryFolder } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

/** A folder whose configuration protects one of two servers, and a collection that goes there on four ways. */
async function project() {
  const forbidden = await startServer()
  const open = await startServer((_request, response) => response.writeHead(302, { location: forbidden.url }).end())
  const oauth2 = [
    { key: 'grant_type', value: 'client_credentials' },
    { key: 'accessTokenUrl', value: `${forbidden.url}/token` },
    { key: 'clientId', value: 'c' },
    { key: 'clientSecret', value: 's' },
  ]
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'flowgate.config.json'), JSON.stringify({ protectedHosts: [`localhost:${forbidden.port}`] }))
  const items = [
    { name: 'straight', request: forbidden.url },
    { name: 'redirect', request: open.url },
    { name: 'token', request: { method: 'GET', url: `${open.url}/t`, auth: { type: 'oauth2', oauth2 } } },
    {
      name: 'script',
      request: { method: 'GET', url: open.url },
      protocolProfileBehavior: { followRedirects: false },
      event: [prerequestScript(`pm.sendRequest('${forbidden.url}', (error) => console.log('refused', error.message))`)],
    },
  ]
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  return { cwd, forbidden, open }
}

test('run: nothing reaches a protected host, be it by redirect, for a token or from a script', async () => {
  const { cwd, forbidden, open } = await project()

  const { code, stdout } = await flowgate(['run', 'c.json'], { cwd })

  expect([code, forbidden.requests.length, open.requests.length]).toEqual([1, 0, 2])
  expect(stdout.match(/the configuration protects this host/g)?.length).toBeGreaterThanOrEqual(4)
})

test('run --allow-host: requests go to the host that is named', async () => {
  const { cwd, forbidden } = await project()

  await flowgate(['run', 'c.json', '--allow-host', 'localhost'], { cwd })

  expect(forbidden.requests.map(({ path }) => path)).toEqual(['/', '/', '/token', '/'])
})

test('run --engine newman: is refused where the configuration protects hosts, which newman would not', async () => {
  const { cwd, forbidden } = await project()

  const { code, stderr } = await flowgate(['run', 'c.json', '--engine', 'newman'], { cwd })

  expect([code, forbidden.requests.length, stderr.split('\n')[0]]).toEqual([
    2,
    0,
    'error: Cannot run with newman: it does not know "protectedHosts" of the configuration',
  ])
})
