import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding } from '../../src/doctor/finding.ts'
import { ROOT, temporaryFolder } from '../support/cli.ts'
import { said } from '../support/said.ts'

const SHIPPED = readdirSync(join(ROOT, 'collections'))
  .filter((name) => name.endsWith('.postman_collection.json'))
  .map((name) => join(ROOT, 'collections', name))

test.each(['standin', 'pingone-sandbox'])('doctor finds no error in our own collections with %s', async (name) => {
  const environment = join(ROOT, `environments/${name}.postman_environment.json`)

  const { code, out, err } = await said(['doctor', ...SHIPPED, '-e', environment, '--json', '--offline'])

  const errors = (JSON.parse(out) as readonly Finding[]).filter(({ level }) => level === 'error')
  expect({ code, errors, err }).toEqual({ code: 0, errors: [], err: '' })
})

test('doctor tells each fault with its file, its line and a fix, and shows no secret', async () => {
  const { collection, environment } = faulty()

  const { code, out } = await said(['doctor', collection, '-e', environment, '--json', '--offline'])

  const findings = (JSON.parse(out) as readonly Finding[]).map(({ level, code: id, message, file, line, hint }) => {
    return { level, id, message, file: file === collection ? 'collection' : 'environment', line, hint }
  })
  expect(code).toBe(1)
  expect(findings).toMatchSnapshot()
  expect(out).not.toMatch(/a-very-secret-value|P-256/)
})

test('doctor --strict ends with 1 for warnings', async () => {
  const folder = temporaryFolder()
  const environment = join(folder, 'environment.json')
  const collection = join(folder, 'collection.json')
  writeFileSync(environment, JSON.stringify({ values: [{ key: 'host', value: '' }] }))
  writeFileSync(collection, document([{ name: 'A', request: { method: 'GET', url: 'https://{{host}}/a' } }]))
  const argv = ['doctor', collection, '-e', environment, '--offline']

  const codes = [(await said(argv)).code, (await said([...argv, '--strict'])).code]

  expect(codes).toEqual([0, 1])
})

test('doctor without a collection is a usage error', async () => {
  const { code } = await said(['doctor'])

  expect(code).toBe(2)
})

function document(item: readonly object[]): string {
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
  return JSON.stringify({ info: { name: 'Faulty', schema }, item }, null, 2)
}

/** A project with one fault of each kind. */
function faulty(): { readonly collection: string; readonly environment: string } {
  const folder = temporaryFolder()
  const collection = join(folder, 'collection.json')
  const environment = join(folder, 'environment.json')
  const url = {
    host: ['{{authPath}}'],
    path: ['{{envID}}', 'as', 'authorize'],
    query: [{ key: 'response_type', value: 'code' }],
  }
  const exec = ["pm.test('ok', () => {", '  pm.expect(1).to.equal(1', '})', "pm.environment.set('later', '1')"]
  writeFileSync(
    collection,
    document([
      {
        name: 'Authorize',
        request: { method: 'GET', url: { raw: '', ...url } },
        protocolProfileBehavior: { disableCookies: true },
      },
      { name: 'Typo', request: { method: 'GET', url: '{{authPth}}/x?later={{later}}&now={{set}}' } },
      {
        name: 'Upload',
        event: [{ listen: 'test', script: { exec } }],
        request: {
          method: 'POST',
          url: '{{authPath}}/upload',
          auth: { type: 'basic', basic: [{ key: 'password', value: 'a-very-secret-value' }] },
          body: { mode: 'formdata', formdata: [{ key: 'f', type: 'file', src: 'no-such-file.bin' }] },
        },
      },
      { name: 'Upload', request: { method: 'GET', url: '{{authPath}}/<<REQUIRED_VALUE_MISSING>>' } },
    ]),
  )
  const values = [
    { key: 'authPath', value: 'http://127.0.0.1:1' },
    { key: 'envID', value: '<<REQUIRED_VALUE_MISSING>>' },
    { key: 'clientSecret', value: 'a-very-secret-value' },
    { key: 'requestAlg', value: 'RS256' },
    { key: 'requestPrivateKey', value: '{"kty":"EC","crv":"P-256"}' },
    { key: 'set', value: 'one' },
    { key: 'set', value: 'two' },
  ]
  writeFileSync(environment, JSON.stringify({ values }, null, 2))
  return { collection, environment }
}
