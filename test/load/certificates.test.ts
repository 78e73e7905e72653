import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { RunnerError } from '../../src/errors.ts'
import { loadCertificates, withCertificates } from '../../src/load/certificates.ts'
import type { CertificateFiles } from '../../src/model/options.ts'

// Tables of tests name files, too.
const root = mkdtempSync(join(tmpdir(), 'flowgate-'))
afterAll(() => rmSync(root, { recursive: true }))

test('loadCertificates() reads the list first, then the certificate for all other URLs', async () => {
  const list = file(
    'list.json',
    JSON.stringify([
      { name: 'a', matches: ['https://a.test/*'], key: { src: file('a.key') }, cert: { src: file('a.crt') } },
      { matches: [{ pattern: 'https://b.test/*' }], pfx: file('b.p12'), passphrase: 1234 },
    ]),
  )

  const loaded = await loadCertificates({
    clientCertList: list,
    clientCert: file('own.crt'),
    clientKey: file('own.key'),
    clientPassphrase: 'secret',
    extraCaCerts: file('ca.crt', '-----BEGIN CERTIFICATE-----'),
  })

  expect(loaded).toEqual({
    clientCertificates: [
      { matches: ['https://a.test/*'], key: Buffer.from('a.key'), cert: Buffer.from('a.crt'), warnings: [] },
      { matches: ['https://b.test/*'], pfx: Buffer.from('b.p12'), passphrase: '1234', warnings: [] },
      {
        matches: ['<all_urls>'],
        key: Buffer.from('own.key'),
        cert: Buffer.from('own.crt'),
        passphrase: 'secret',
        warnings: [],
      },
    ],
    extraCa: ['-----BEGIN CERTIFICATE-----'],
  })
})

test('loadCertificates() of nothing is empty', async () => {
  expect(await loadCertificates({})).toEqual({ clientCertificates: [], extraCa: [] })
})

test('loadCertificates() takes a list as it is, and leaves out what is no certificate', async () => {
  const { clientCertificates } = await loadCertificates({
    clientCertList: [null, 'x', { matches: 'https://a.test/*', cert: 7 }],
  })

  expect(clientCertificates).toEqual([{ matches: ['https://a.test/*'], warnings: [] }])
})

test('loadCertificates() warns of files that cannot be read, in the words of newman, and goes on', async () => {
  const { clientCertificates } = await loadCertificates({ clientCert: file('own.crt'), clientKey: 'none/such.key' })

  expect(clientCertificates).toEqual([
    {
      matches: ['<all_urls>'],
      cert: Buffer.from('own.crt'),
      warnings: [`certificate "key" load error:  ENOENT: no such file or directory, open 'none/such.key'`],
    },
  ])
})

test.each([
  [
    'none/list.json',
    'Cannot read client certificates "none/list.json": no such file',
    'unable to read the ssl client certificates file "none/list.json"',
  ],
])('loadCertificates() refuses the list %s', async (clientCertList, message, newman) => {
  expect(await refusal({ clientCertList })).toEqual({
    code: 'INPUT_UNREADABLE',
    message,
    hint: 'Check the path given with --ssl-client-cert-list; it starts from the current folder',
    newman,
  })
})

test('loadCertificates() refuses a list that is not one', async () => {
  const clientCertList = file('list.json', '{"a":1}')

  expect(await refusal({ clientCertList })).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read client certificates "${clientCertList}": it is not a list`,
    hint: 'Check the path given with --ssl-client-cert-list; it starts from the current folder',
    newman: 'expected ssl client certificates list to be an array.',
  })
})

test('loadCertificates() refuses a list that is not JSON, without quoting it', async () => {
  const clientCertList = file('list.json', '[{"passphrase": secret}]')

  expect(await refusal({ clientCertList })).toEqual({
    code: 'INPUT_NOT_JSON',
    message: `Cannot read client certificates "${clientCertList}": it is not valid JSON`,
    hint: undefined,
    newman: `the file at ${clientCertList} does not contain valid JSON data.`,
  })
})

test.each([
  ['none/ca.crt', 'no such file', "ENOENT: no such file or directory, open 'none/ca.crt'"],
  [tmpdir(), 'it is a folder', 'EISDIR: illegal operation on a directory, read'],
  [file('empty.crt'), 'it holds no PEM certificate', 'no start line'],
])('loadCertificates() refuses authorities that cannot be used: %s', async (extraCaCerts, reason, newman) => {
  expect(await refusal({ extraCaCerts })).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read CA certificates "${extraCaCerts}": ${reason}`,
    hint: 'Check the path given with --ssl-extra-ca-certs; it starts from the current folder',
    newman,
  })
})

test('loadCertificates() passes over authorities that cannot be read, if told', async () => {
  const { extraCa } = await loadCertificates({ extraCaCerts: 'none/ca.crt', isLenient: true })

  expect(extraCa).toEqual([])
})

test('loadCertificates() keeps NODE_EXTRA_CA_CERTS beside authorities of its own', async () => {
  const extraCaCerts = file('ca.crt', '-----BEGIN own')

  const { extraCa } = await loadCertificates({ extraCaCerts, nodeExtraCaCerts: file('node.crt') })
  const { extraCa: withoutIt } = await loadCertificates({ extraCaCerts, nodeExtraCaCerts: 'none/node.crt' })

  expect([extraCa, withoutIt]).toEqual([['node.crt', '-----BEGIN own'], ['-----BEGIN own']])
})

test('withCertificates() adds what the files hold to what there is', async () => {
  const given = { matches: ['https://a.test/*'], warnings: [] }
  const http = { strictSSL: true, clientCertificates: [given], extraCa: ['one'] }

  const added = await withCertificates(http, {
    clientCert: file('own.crt'),
    extraCaCerts: file('ca.crt', '-----BEGIN two'),
  })

  expect(added).toEqual({
    strictSSL: true,
    clientCertificates: [given, { matches: ['<all_urls>'], cert: Buffer.from('own.crt'), warnings: [] }],
    extraCa: ['one', '-----BEGIN two'],
  })
})

test('withCertificates() changes nothing when there are no files', async () => {
  const http = { strictSSL: true }

  expect(await withCertificates(http, undefined)).toBe(http)
})

interface Refusal {
  readonly code: string
  readonly message: string
  readonly hint: string | undefined
  readonly newman: string
}

/** All that can be known of a refusal. */
async function refusal(files: CertificateFiles): Promise<Refusal> {
  const error: unknown = await loadCertificates(files).catch((reason: unknown) => reason)
  if (!(error instanceof RunnerError && error.cause instanceof Error)) throw new Error('nothing was refused')
  return { code: error.code, message: error.message, hint: error.hint, newman: error.cause.message }
}

/** A file of a name, which is also its content unless told otherwise. */
function file(name: string, content = name): string {
  const path = join(mkdtempSync(join(root, 'file-')), name)
  writeFileSync(path, content)
  return path
}
