import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Environment {
  readonly name: string
  readonly values: readonly { readonly key: string; readonly value: string; readonly type: string }[]
}

/** The one secret in a shipped file: the worker application of the stand-in, which exists only on loopback. */
const STANDIN_SECRET = 'standin-admin-secret-not-a-real-one-0001'

/** The secrets that scripts keep. */
const KEPT = [
  'mfaNativeAppSecret',
  'webApp4MfaSecret',
  'appSecret',
  'basicAppSecret',
  'postAppSecret',
  'jwtAppSecret',
  'clientAuthPrivateKey',
  'requestParam',
  'loginHintToken',
  'clientAssertion',
  'codeVerifier',
  'deviceCode',
  'totpSecret',
  'otp',
  'authCode',
  'userAccessToken',
  'idToken',
  'refreshToken',
  'oldRefreshToken',
]

const root = new URL('../../', import.meta.url)
const environments = readdirSync(new URL('environments/', root)).map((file) => {
  const text = readFileSync(new URL(`environments/${file}`, root), 'utf8')
  return { file, text, environment: JSON.parse(text) as Environment }
})
const files = [
  ...environments.map(({ file }) => `environments/${file}`),
  ...readdirSync(new URL('collections/', root)).map((file) => `collections/${file}`),
].map((file) => ({ file, text: readFileSync(new URL(file, root), 'utf8') }))

function values(name: string): Readonly<Record<string, string>> {
  const found = environments.find(({ file }) => file === `${name}.postman_environment.json`)
  return Object.fromEntries((found?.environment.values ?? []).map(({ key, value }) => [key, value]))
}

test.each(environments)('$file is tidy: two spaces, line feeds, one newline at the end', ({ text }) => {
  const tidy = `${JSON.stringify(JSON.parse(text), null, 2)}\n`

  expect(text).toBe(tidy)
})

test.each(environments)("$file has Ping's names first, then the secrets that scripts keep", ({ environment }) => {
  const names = environment.values.map(({ key }) => key)

  expect(names).toEqual([
    'tld',
    'authPath',
    'apiPath',
    'adminEnvID',
    'adminAppID',
    'adminAppSecret',
    'envID',
    'email',
    'userPassword',
    'accessToken',
    ...KEPT,
  ])
})

test.each(environments)('$file types every secret as secret, and nothing else', ({ environment }) => {
  const secrets = environment.values.filter(({ type }) => type === 'secret').map(({ key }) => key)

  expect(secrets).toEqual(['adminAppSecret', 'userPassword', 'accessToken', ...KEPT])
})

test('environments hold no secret but the one of the stand-in', () => {
  const filled = environments.flatMap(({ environment }) =>
    environment.values.filter(({ type, value }) => type === 'secret' && value !== '').map(({ value }) => value),
  )

  expect(filled).toEqual([STANDIN_SECRET])
})

test.each(files)('$file holds no whole token and no key', ({ text }) => {
  const jwt = /eyJ[\w-]{8,}\.[\w-]{8,}/
  const pem = /-----BEGIN/
  const basicOrBearer = /\b(?:Basic|Bearer) (?!\{\{)[\w+/.=-]{8,}/
  const random = /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}/

  expect([jwt, pem, basicOrBearer, random].filter((pattern) => pattern.test(text))).toEqual([])
})

test('standin environment names the well-known objects of the stand-in', () => {
  const given = Object.fromEntries(Object.entries(values('standin')).filter(([, value]) => value !== ''))

  expect(given).toEqual({
    tld: 'com',
    authPath: 'http://127.0.0.1:9400',
    apiPath: 'http://127.0.0.1:9400/v1',
    adminEnvID: '5f1a9e30-0000-4000-8000-00000000ad01',
    adminAppID: '5f1a9e30-0000-4000-8000-00000000ad02',
    adminAppSecret: STANDIN_SECRET,
    envID: '5f1a9e30-0000-4000-8000-00000000e001',
    email: 'mobetta@example.com',
  })
})

test('pingone-sandbox environment has the hosts of a region and leaves the rest to fill in', () => {
  const given = Object.fromEntries(Object.entries(values('pingone-sandbox')).filter(([, value]) => value !== ''))

  expect(given).toEqual({
    tld: 'com',
    authPath: 'https://auth.pingone.{{tld}}',
    apiPath: 'https://api.pingone.{{tld}}/v1',
  })
})
