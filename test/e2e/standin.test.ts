import { join } from 'node:path'
import { expect, it } from 'vitest'
import { flowgate, ROOT, start } from '../support/cli.ts'

const TRANSACTION = join(ROOT, 'collections/transaction-approval.postman_collection.json')

it('a collection runs over https against a stand-in of its own process, trusting the file that it prints', async () => {
  const standin = start(['standin', '--tls', '--port', '0'])
  let greeting = ''
  standin.child.stdout?.on('data', (text: Buffer) => {
    greeting += text.toString()
  })
  await standin.says('Ctrl-C')
  const [, url, authority] = /listens on (\S+)[\s\S]*certificate: (\S+)/.exec(greeting) ?? []

  const variables = ['--env-var', `authPath=${url}`, '--env-var', `apiPath=${url}/v1`]
  const environment = join(ROOT, 'environments/standin.postman_environment.json')
  const trust = ['--ssl-extra-ca-certs', String(authority)]
  const { code, stdout } = await flowgate(['run', TRANSACTION, '-e', environment, ...variables, ...trust, '-r', 'cli'])

  standin.child.kill('SIGINT')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/Passed: 17 requests/)])
  expect((await standin.finished).stderr).toBe('')
})
