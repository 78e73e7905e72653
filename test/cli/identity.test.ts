import { createHmac, createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { decode, isEcdsa, isHmac } from '../native/jws.ts'
import { ecForms } from '../native/key-material.ts'
import { collectionJson, flowgate, temporaryFile } from '../support/cli.ts'
import { said } from '../support/said.ts'
import { startServer } from '../support/server.ts'
import { compact } from '../token/jwt.ts'

const SECRET = 'the-secret-of-the-application-32'
const EC = ecForms()

/** Variables of the command line. */
function given(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`])
}

const APPLICATION = given({
  authPath: 'https://auth.example.test',
  envID: 'env',
  mfaNativeAppId: 'app-1',
  mfaNativeAppSecret: SECRET,
  mfaUserID: 'user-1',
})

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(decode(token).payload)
}

test.each([
  { what: 'request', claims: { iss: 'app-1', aud: 'https://auth.example.test/env/as', 'pi.clientContext': {} } },
  { what: 'login-hint', claims: { iss: 'app-1', sub: 'user-1', aud: 'https://auth.example.test/env/as' } },
  { what: 'client-assertion', claims: { iss: 'app-1', sub: 'app-1', aud: 'https://auth.example.test/env/as/token' } },
])('sign $what prints the token and nothing else', async ({ what, claims }) => {
  const { code, out, err } = await said(['sign', what, ...APPLICATION])

  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  expect(claimsOf(out)).toMatchObject(claims)
  expect(isHmac(out.trim(), 'sha256', SECRET)).toBe(true)
})

test('sign takes variables of the environment, the globals, the collection, the vault and the configuration', async () => {
  const environment = temporaryFile('e.json', { values: [{ key: 'envID', value: 'from-environment' }] })
  const globals = temporaryFile('g.json', { values: [{ key: 'authPath', value: 'https://globals.test' }] })
  const variable = [{ key: 'clientAuthId', value: 'from-collection' }]
  const collection = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://localhost' }], { variable }))
  const vault = temporaryFile('v.json', { key: EC.pkcs8 })
  const config = temporaryFile('f.json', { inputs: { clientAuthAlg: 'ES256', clientAuthPrivateKey: '{{vault:key}}' } })
  const files = ['-e', environment, '-g', globals, '-c', collection, '--vault', vault, '--config', config]

  const { out, err } = await said(['sign', 'client-assertion', ...files])

  expect(err).toBe('')
  expect(claimsOf(out)).toMatchObject({ iss: 'from-collection', aud: 'https://globals.test/from-environment/as/token' })
  expect(isEcdsa(out.trim(), 'SHA256', EC.publicKey)).toBe(true)
})

test('sign makes what the claims are made from', async () => {
  const { out } = await said(['sign', 'request', ...APPLICATION, ...given({ requestClaims: '{"state":"{{state}}"}' })])

  expect(claimsOf(out)['state']).toMatch(/^[\w-]{22}$/)
})

test('sign --explain says on stderr what is signed', async () => {
  const { out, err } = await said(['sign', 'login-hint', ...APPLICATION, '--explain'])

  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  expect(err).toMatch(/^A JWT, signed with HS256, good for another (5 minutes|4 minutes 5\d seconds)\n\nHeader\n/)
  expect(err).toMatch(/^ {2}sub {2}user-1 {28,}whom it is about$/m)
})

test.each([
  {
    argv: ['sign'],
    message: 'Cannot sign: nothing to sign is named',
    hint: 'Write flowgate sign request, or login-hint, or client-assertion',
  },
  {
    argv: ['sign', 'reqest'],
    message: 'Cannot sign: "reqest" is nothing that is signed',
    hint: 'Did you mean flowgate sign request?',
  },
  {
    argv: ['sign', 'request', 'now'],
    message: 'Cannot read the command line: sign takes no "now"',
    hint: 'Run flowgate --help',
  },
  {
    argv: ['sign', 'login-hint'],
    message: 'Cannot make "loginHintToken": loginHintIssuer is missing, and so is mfaNativeAppId',
    hint: 'Set loginHintIssuer, or mfaNativeAppId',
  },
  {
    argv: ['token'],
    message: 'Cannot explain a token: none is given',
    hint: 'Write flowgate token <jwt>, or - to read it from standard input',
  },
  {
    argv: ['token', 'a', 'b'],
    message: 'Cannot explain a token: there are several words',
    hint: 'Write flowgate token <jwt>, or - to read it from standard input',
  },
  {
    argv: ['token', 'abc'],
    message: 'Cannot read the token: it is no JWT: it has not the three parts header.payload.signature',
    hint: 'Pass a signed JWT, header.payload.signature, or - to read it from standard input',
  },
  {
    argv: ['token', 'a.b.c', '--secret-env', 'FLOWGATE_TEST_NOT_SET'],
    message: 'Cannot read the command line: --secret-env names "FLOWGATE_TEST_NOT_SET", which is not set',
    hint: 'Set FLOWGATE_TEST_NOT_SET to the secret and export it',
  },
  {
    argv: ['token', 'a.b.c', '--secret-env', 'PATH', '--jwks', 'x'],
    message: 'Cannot read the command line: --secret-env cannot go with --jwks',
    hint: 'HS* is checked with a secret, other algorithms with a JWKS',
  },
  {
    argv: ['token', 'e30.e30.c', '--jwks', 'package.json'],
    message: 'Cannot read JWKS "package.json": it holds no keys',
    hint: 'A JWKS is {"keys": [ … ]}; PingOne has it at <authPath>/<envID>/as/jwks',
  },
  {
    argv: ['token', 'e30.e30.c', '--jwks', 'LICENSE'],
    message:
      'Cannot read JWKS "LICENSE": not valid JSON, line 1, column 1: an unexpected symbol; names and text need double quotes',
    hint: 'Correct the file at that place',
  },
  {
    argv: ['token', 'e30.e30.c', '--jwks', 'no-such-file'],
    message: 'Cannot read JWKS "no-such-file": no such file',
    hint: 'Check the path given with --jwks, or remove it to run without',
  },
])('$argv is refused', async ({ argv, message, hint }) => {
  expect(await said(argv)).toEqual({ code: 2, out: '', err: `error: ${message}\n  ${hint}\n` })
})

test('sign says that a key cannot be used without showing it', async () => {
  const { code, err } = await said([
    'sign',
    'request',
    ...APPLICATION,
    ...given({ requestAlg: 'RS256', requestPrivateKey: SECRET }),
  ])

  expect({ code, err }).toEqual({
    code: 2,
    err:
      'error: Cannot make "requestParam": requestPrivateKey is neither a PEM nor a JWK\n' +
      '  Set requestPrivateKey to a private RSA key as PEM (PKCS #1 or PKCS #8) or as JWK with n, e, d, p, q, dp, dq, qi\n',
  })
})

/** A configuration with a producer of the user in the place of ours. */
function producerFile(source: string): string {
  return temporaryFile('flowgate.config.mjs', `export default { producers: { requestParam: ${source} } }`)
}

const ENVIRONMENT = {
  values: [
    { key: 'appSecret', value: SECRET },
    { key: 'door', value: 'Zq7x "typed" & w9Kd', type: 'secret' },
  ],
}

test('sign shows no secret of the environment when a producer throws what it has tried to sign with', async () => {
  const environment = temporaryFile('e.json', ENVIRONMENT)
  const config = producerFile(`({ get }) => { throw new Error(btoa('a:' + get('appSecret')) + ' ' + get('door')) }`)

  const { code, out, err } = await said(['sign', 'request', '-e', environment, '--config', config])

  expect({ code, out, err }).toEqual({
    code: 2,
    out: '',
    err:
      'error: Cannot make "requestParam": its producer threw Error: YTp[appSecret#1]g== [door#1]\n' +
      '  Look at the producer in the configuration file\n',
  })
})

test('sign --explain shows no secret in the claims that it signs', async () => {
  const environment = temporaryFile('e.json', ENVIRONMENT)
  const claims = `{ a: get('door'), otp: '482913' }`
  const encode = `(json) => Buffer.from(JSON.stringify(json)).toString('base64url')`
  const config = producerFile(`({ get }) => [{ alg: 'none' }, ${claims}].map(${encode}).join('.') + '.'`)

  const { code, err } = await said(['sign', 'request', '-e', environment, '--config', config, '--explain'])

  expect(code).toBe(0)
  expect(err).toMatch(/\n\nClaims\n {2}a {4}\[door#1\]\n {2}otp {2}\[otp#1\]\n\n$/)
})

test('token shows no secret that stands in the claims of a token', async () => {
  const inner = compact({ alg: 'none' }, { sub: 'user' }, 'Zq4-signature-of-it')
  const token = compact(
    { alg: 'none' },
    { client_secret: 'Zq1-secret', id_token_hint: inner, x: { otp: '482913' } },
    '',
  )

  const { out } = await said(['token', token])

  const hint = `${inner.slice(0, inner.lastIndexOf('.'))}.[id_token_hint#1]`
  expect(out).toContain(`\n  client_secret  [client_secret#1]\n`)
  expect(out).toContain(hint)
  expect(out).toContain('{"otp":"[otp#1]"}')
})

/** A token whose times do not matter to the test, signed with the secret. */
function signedToken(claims: object): string {
  const text = compact({ alg: 'HS256', typ: 'JWT' }, claims, '').slice(0, -1)
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
}

const FOREVER = { iat: 1_500_000_000, exp: 32_503_680_000 }

test('token reads standard input and checks the signature with a secret of the environment', async () => {
  const { code, stdout, stderr } = await flowgate(['token', '-', '--secret-env', 'APP_SECRET'], {
    input: `${signedToken({ sub: 'user', ...FOREVER })}\n`,
    env: { APP_SECRET: SECRET },
  })

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(
    /\n\nFindings\n {2}sound {4}the signature is right, by the secret\n {2}warning {2}it lives for [^\n]+, which is long\n$/,
  )
})

test('token checks the signature with the keys of a server', async () => {
  const jwk = { ...createPublicKey(EC.publicPem).export({ format: 'jwk' }), kid: 'k1' }
  const server = await startServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })))
  const variables = { clientAuthAlg: 'ES256', clientAuthPrivateKey: EC.pkcs8, clientAuthKeyId: 'k1' }
  const { out: token } = await said(['sign', 'client-assertion', ...APPLICATION, ...given(variables)])

  const { code, out } = await said(['token', token.trim(), '--jwks', `${server.url}/jwks`])

  expect(code).toBe(0)
  expect(out).toMatch(/^A client assertion, signed with ES256, good for another /)
  expect(out).toMatch(/\n\nFindings\n {2}sound {4}the signature is right, by key "k1" of the JWKS\n$/)
})

test('token exits with 1 for a token that is invalid', async () => {
  const token = compact({ alg: 'none' }, { sub: 'user', exp: 1000 }, '')

  const { code, out } = await said(['token', token])

  expect(code).toBe(1)
  expect(out).toMatch(
    /\n\nFindings\n {2}invalid {2}it is not signed \(alg none\): anybody can have written it\n {2}invalid {2}it expired [^\n]+ ago\n$/,
  )
})

test('sign --help lists the variables', async () => {
  const { code, out } = await said(['sign', '--help'])

  expect(code).toBe(0)
  expect(out).toMatch(
    /^Variables of client-assertion\n {2}clientAuthId +Claims iss and sub: the ID of the application \[\{\{mfaNativeAppId\}\}\]$/m,
  )
})

test('sign prints what a producer of the user makes in place of ours', async () => {
  const config = temporaryFile('f.mjs', 'export default { producers: { requestParam: () => "mine" } }')

  expect(await said(['sign', 'request', '--config', config, '--explain'])).toEqual({ code: 0, out: 'mine\n', err: '' })
})
