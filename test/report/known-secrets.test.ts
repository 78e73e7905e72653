import { expect, test } from 'vitest'
import { givenSecrets, knownSecrets } from '../../src/report/known-secrets.ts'

test('knownSecrets() goes by type, by name, by what the user names, and takes the vault as it is', () => {
  const known = knownSecrets({
    variables: [
      { key: 'typed', value: 'a', type: 'secret' },
      { key: 'clientSecret', value: 'b' },
      { key: 'door', value: 'c' },
      { key: 'empty', value: '', type: 'secret' },
      { key: 'tokenKind', value: 'd' },
      { key: 'host', value: 'e' },
    ],
    data: [{ password: 'f', name: 'g' }],
    vault: [{ key: 'kept', value: 'h' }],
    config: { inputs: { otp: '123456', host: 'i' }, secrets: { names: ['doo?r', 'host'], not: ['*kind'] } },
    named: ['door'],
  })

  expect(known).toEqual({
    names: ['door', 'typed', 'clientSecret', 'empty', 'host', 'otp', 'password'],
    values: [
      { name: 'typed', value: 'a' },
      { name: 'clientSecret', value: 'b' },
      { name: 'door', value: 'c' },
      { name: 'host', value: 'e' },
      { name: 'otp', value: '123456' },
      { name: 'host', value: 'i' },
      { name: 'password', value: 'f' },
      { name: 'kept', value: 'h' },
    ],
    rules: { names: ['doo?r', 'host'], not: ['*kind'] },
  })
})

test('givenSecrets() has keys, passphrases and passwords of proxies', () => {
  const given = givenSecrets({
    http: {
      strictSSL: true,
      proxyEnv: { HTTPS_PROXY: 'http://ann:hunter2@proxy.test:8080', NO_PROXY: 'localhost' },
      clientCertificates: [{ matches: [], warnings: [], passphrase: 'open', key: new TextEncoder().encode('PEM') }],
    },
    load: { postmanApiKey: 'PMAK-1' },
  })

  expect(given).toEqual([
    { name: 'postman_api_key', value: 'PMAK-1' },
    { name: 'passphrase', value: 'open' },
    { name: 'private_key', value: 'PEM' },
    { name: 'proxy_password', value: 'hunter2' },
  ])
})
