import { expect, test } from 'vitest'
import { maskError } from '../../src/cli/error-gate.ts'
import { temporaryFile } from '../support/cli.ts'
import { said } from '../support/said.ts'

const SECRET = 'Zq7xSecret+w9Kd99'

test.each([
  ['a parameter of a URL', `http://h/c.json?access_token=${SECRET}`, 'http://h/c.json?access_token=[access_token#1]'],
  ['the password of a URL', `http://ann:${SECRET}@h/c.json`, 'http://ann:[password#1]@h/c.json'],
  ['a member of JSON', `{"client_secret":"${SECRET}"}`, '{"client_secret":"[client_secret#1]"}'],
  ['an assignment', `it throws Error: token=${SECRET}`, 'it throws Error: token=[token#1]'],
  ['a line of YAML', `it throws Error: apiKey: ${SECRET}`, 'it throws Error: apiKey: [apiKey#1]'],
])('maskError() masks %s', (_, written, shown) => {
  expect(maskError(`Cannot read "${written}"`, [])).toBe(`Cannot read "${shown}"`)
})

test.each([
  ['a variable with a telling name', ['--env-var', `appSecret=${SECRET}`], '[appSecret#1]'],
  ['a flag and its value in one word', [`--global-var=appSecret=${SECRET}`], '[appSecret#1]'],
  ['a secret of the vault', ['--vault-var', `x=${SECRET}`], '[x#1]'],
  ['a passphrase', ['--ssl-client-passphrase', SECRET], '[ssl-client-passphrase#1]'],
  ['a key of the Postman API', [`--postman-api-key=${SECRET}`], '[postman-api-key#1]'],
])('maskError() knows %s by the command line', (_, argv, shown) => {
  expect(maskError(`it throws Error: got ${SECRET} and ${encodeURIComponent(SECRET)}`, argv)).toBe(
    `it throws Error: got ${shown} and ${shown}`,
  )
})

test('maskError() leaves sentences about secrets as they are', () => {
  const text = 'error: Cannot read the token: header is no JSON\n  Pass --secret-env <name>, or token=<jwt>\n'

  expect(maskError(text, ['run', 'c.json', '--env-var', 'region=header'])).toBe(text)
})

test('execute() shows no secret that a configuration throws', async () => {
  const config = temporaryFile('c.mjs', `throw new Error('no vault: token=${SECRET}')`)

  const { code, err } = await said(['run', 'c.json', '--config', config])

  expect({ code, line: err.split('\n')[0] }).toEqual({
    code: 2,
    line: `error: Cannot read configuration "${config}": it throws Error: no vault: token=[token#1]`,
  })
})
