import { readdir, readFile } from 'node:fs/promises'
import type { RunnerError } from '../errors.ts'
import { decode } from './decode.ts'
import { EXPORT_V2, FLAGS, type Input, type InputKind, refusal } from './input.ts'

/** What reading needs of the world. */
interface ReadOptions {
  /** Where `-` reads from; default the standard input of the process. */
  readonly stdin?: AsyncIterable<Uint8Array | string>
  /** For one URL, body included. Milliseconds, default 30,000. */
  readonly timeoutMs?: number
}

/**
 * Reads a path, an http(s) URL, or `-` for standard input. The only place that decides which files may be read: all that the user names.
 * Fails with INPUT_UNREADABLE, and with COLLECTION_VERSION for the folder of a Collection v3.
 */
export async function readText(source: string, kind: InputKind, options: ReadOptions = {}): Promise<Input> {
  if (source === '-') return readStdin(options.stdin ?? process.stdin, kind)
  if (/^https?:\/\//i.test(source)) return readUrl(source, kind, options.timeoutMs ?? 30_000)
  try {
    return { kind, name: source, source, text: decode(await readFile(source)) }
  } catch (error) {
    throw await fileRefusal(source, kind, error)
  }
}

async function readStdin(stdin: AsyncIterable<Uint8Array | string>, kind: InputKind): Promise<Input> {
  const name = 'standard input'
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
    return { kind, name, text: decode(Buffer.concat(chunks)) }
  } catch (cause) {
    throw refusal({ kind, name }, `the system answers ${codeOf(cause)}`, { code: 'INPUT_UNREADABLE', cause })
  }
}

const FILE_REASONS: Readonly<Record<string, string>> = Object.freeze({
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
})

async function fileRefusal(path: string, kind: InputKind, cause: unknown): Promise<RunnerError> {
  const code = codeOf(cause)
  const input = { kind, name: path }
  if (code === 'EISDIR' && kind === 'collection' && (await holdsYaml(path))) {
    return refusal(input, 'it is the folder of a Collection v3, which is not supported', {
      code: 'COLLECTION_VERSION',
      hint: EXPORT_V2,
      cause,
    })
  }
  const hint =
    kind === 'collection'
      ? 'Check the path; it starts from the current folder'
      : `Check the path given with ${FLAGS[kind]}, or remove it to run without`
  return refusal(input, FILE_REASONS[code] ?? `the system answers ${code}`, { code: 'INPUT_UNREADABLE', hint, cause })
}

/** A Collection v3 is a folder of YAML files. Source: https://learning.postman.com/docs/collections/collections-schemas */
async function holdsYaml(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return names.some((name) => name.endsWith('.resources') || /\.ya?ml$/.test(name))
}

const URL_HINT = 'Check the URL; a file that needs a login has to be downloaded and passed by its path'

async function readUrl(source: string, kind: InputKind, timeoutMs: number): Promise<Input> {
  const name = publicName(source)
  const failed = (reason: string, cause?: unknown): RunnerError =>
    refusal({ kind, name }, reason, { code: 'INPUT_UNREADABLE', hint: URL_HINT, cause })
  if (!URL.canParse(source)) throw failed('it is not a valid URL')
  const answer = await fetchBytes(new URL(source), timeoutMs).catch((error: unknown) => {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    const reason = isLate
      ? `no complete answer in ${timeoutMs / 1000} seconds`
      : `it cannot be reached (${codeOf(error)})`
    throw failed(reason, error)
  })
  if (!answer.ok) throw failed(`the server answers ${answer.status}`)
  return { kind, name, source: name, text: decode(answer.bytes) }
}

/** Without API keys in the query and passwords before the host, which must not reach a message or a report. */
function publicName(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/^(https?:\/\/)[^/]*@/i, '$1')
}

interface Answer {
  readonly ok: boolean
  /** `404 Not Found` */
  readonly status: string
  readonly bytes: Uint8Array
}

/** fetch refuses a URL with user and password; they travel as a header. */
async function fetchBytes(url: URL, timeoutMs: number): Promise<Answer> {
  const target = new URL(url)
  target.username = ''
  target.password = ''
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  const headers = credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
  const response = await fetch(target, { headers, signal: AbortSignal.timeout(timeoutMs) })
  return {
    ok: response.ok,
    status: `${response.status} ${response.statusText}`.trim(),
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}

/** The system's code of an error or of its cause; fetch keeps it in the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? error.message : codeOf(error.cause)
}
