import { readFile } from 'node:fs/promises'
import { RunnerError } from '../errors.ts'
import type { CertificateFiles, ClientCertificate, HttpOptions } from '../model/options.ts'
import { decode } from './decode.ts'
import { fileReason } from './file-reason.ts'
import { isRecord, listOf } from './plain.ts'

const LIST_FLAG = '--ssl-client-cert-list'
const CA_FLAG = '--ssl-extra-ca-certs'

/** Fits every https URL. */
const ALL_URLS = '<all_urls>'

/**
 * Reads the certificates that the user names: those of the list first, then `clientCert` for all other URLs. A file of a
 * client certificate that cannot be read is left out, and warned of before each request that would need it, as in newman.
 * Fails with INPUT_UNREADABLE and INPUT_NOT_JSON for the list, with INPUT_UNREADABLE for the authorities; newman's words
 * are the cause.
 * Source: newman 6.2.2; https://learning.postman.com/docs/collections/using-newman-cli/newman-options#ssl.
 */
export async function loadCertificates(
  files: CertificateFiles,
): Promise<Required<Pick<HttpOptions, 'clientCertificates' | 'extraCa'>>> {
  const { clientCertList, clientCert, clientKey, clientPassphrase, extraCaCerts } = files
  const list = typeof clientCertList === 'string' ? await readList(clientCertList) : (clientCertList ?? [])
  const own = { matches: [ALL_URLS], cert: clientCert, key: clientKey, passphrase: clientPassphrase }
  const all = clientCert === undefined ? list : [...list, own]
  return {
    clientCertificates: await Promise.all(all.filter(isRecord).map(readCertificate)),
    extraCa: extraCaCerts === undefined ? [] : await readAuthorities(extraCaCerts, files),
  }
}

/** The HTTP options with what the files hold behind what they had. Fails as loadCertificates does. */
export async function withCertificates(http: HttpOptions, files: CertificateFiles | undefined): Promise<HttpOptions> {
  if (files === undefined) return http
  const { clientCertificates, extraCa } = await loadCertificates(files)
  return {
    ...http,
    clientCertificates: [...(http.clientCertificates ?? []), ...clientCertificates],
    extraCa: [...(http.extraCa ?? []), ...extraCa],
  }
}

async function readList(path: string): Promise<readonly unknown[]> {
  const text = await readFile(path).then(decode, (cause: unknown) => {
    const newman = `unable to read the ssl client certificates file "${path}"`
    throw refusal('client certificates', path, { reason: fileReason(cause), flag: LIST_FLAG, newman })
  })
  const parsed = parseList(path, text)
  if (Array.isArray(parsed)) return parsed
  const newman = 'expected ssl client certificates list to be an array.'
  throw refusal('client certificates', path, { reason: 'it is not a list', flag: LIST_FLAG, newman })
}

function parseList(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The error of V8 quotes the text, which may hold a passphrase: it is not kept.
    const newman = `the file at ${path} does not contain valid JSON data.`
    const message = `Cannot read client certificates "${path}": it is not valid JSON`
    throw new RunnerError('INPUT_NOT_JSON', message, { cause: new Error(newman) })
  }
}

/** One certificate as Postman stores it: each file is `{ src }` or a path. */
async function readCertificate(json: Readonly<Record<string, unknown>>): Promise<ClientCertificate> {
  const parts = await Promise.all((['pfx', 'key', 'cert'] as const).map((part) => readPart(part, json[part])))
  const read = parts.flatMap((part) => (part.bytes === undefined ? [] : [[part.name, part.bytes] as const]))
  const passphrase = json['passphrase']
  return {
    matches: listOf(json['matches'])
      .map((entry) => (isRecord(entry) ? entry['pattern'] : entry))
      .filter(isText),
    ...Object.fromEntries(read),
    ...(isText(passphrase) || typeof passphrase === 'number' ? { passphrase: String(passphrase) } : {}),
    warnings: parts.flatMap(({ warning }) => warning ?? []),
  }
}

interface Part {
  readonly name: 'pfx' | 'key' | 'cert'
  readonly bytes?: Uint8Array
  readonly warning?: string
}

async function readPart(name: Part['name'], value: unknown): Promise<Part> {
  const path = isRecord(value) ? value['src'] : value
  if (!isText(path) || path === '') return { name }
  try {
    return { name, bytes: await readFile(path) }
  } catch (error) {
    return { name, warning: `certificate "${name}" load error:  ${textOfError(error)}` }
  }
}

async function readAuthorities(
  path: string,
  { isLenient = false, nodeExtraCaCerts }: CertificateFiles,
): Promise<readonly string[]> {
  // Node has warned already if that one cannot be read.
  const usual =
    nodeExtraCaCerts === undefined
      ? []
      : await readFile(nodeExtraCaCerts).then(
          (bytes) => [decode(bytes)],
          () => [],
        )
  const own = await readFile(path).then(decode, (cause: unknown) => {
    if (isLenient) return ''
    throw refusal('CA certificates', path, { reason: fileReason(cause), flag: CA_FLAG, newman: textOfError(cause) })
  })
  if (isLenient || own.includes('-----BEGIN')) return [...usual, own].filter((text) => text !== '')
  throw refusal('CA certificates', path, {
    reason: 'it holds no PEM certificate',
    flag: CA_FLAG,
    newman: 'no start line',
  })
}

interface Refusal {
  readonly reason: string
  readonly flag: string
  readonly newman: string
}

function refusal(what: string, path: string, { reason, flag, newman }: Refusal): RunnerError {
  const hint = `Check the path given with ${flag}; it starts from the current folder`
  return new RunnerError('INPUT_UNREADABLE', `Cannot read ${what} "${path}": ${reason}`, {
    hint,
    cause: new Error(newman),
  })
}

function textOfError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
