import { open, readdir, readFile } from 'node:fs/promises'
import type { Send } from '../engine/ports.ts'
import type { RunnerError } from '../errors.ts'
import { type ApiAccess, isUid, uidUrl } from './api.ts'
import { decode } from './decode.ts'
import type { DownloadOptions } from './download.ts'
import { fileReason } from './file-reason.ts'
import { codeOf, EXPORT_V2, FLAGS, INTERRUPTED, type Input, type InputKind, refusal } from './input.ts'

type Stdin = AsyncIterable<Uint8Array | string> & { readonly destroy: (error: Error) => unknown }

/** What reading needs of the world. */
export interface ReadOptions extends ApiAccess {
  /** Sends the requests of downloads, one hop each. */
  readonly send: Send
  /** Where `-` reads from; default the standard input of the process. */
  readonly stdin?: Stdin
  /** For one URL, body included. Milliseconds, default 30,000. */
  readonly timeoutMs?: number
  /** Ends the wait for a server or for standard input. */
  readonly signal?: AbortSignal | undefined
  /** How downloads call themselves. */
  readonly userAgent?: string | undefined
}

/**
 * Reads a path, an http(s) URL, `-` for standard input, or, given a key and no such file, an id of the Postman API.
 * The only place that decides which files may be read: all that the user names.
 * Fails with INPUT_UNREADABLE, and with COLLECTION_VERSION for the folder of a Collection v3.
 */
export async function readText(source: string, kind: InputKind, options: ReadOptions): Promise<Input> {
  const { timeoutMs = 30_000, signal } = options
  if (source === '-') return readStdin(options.stdin ?? process.stdin, kind, signal)
  if (/^https?:\/\//i.test(source)) return download(source, kind, { ...options, timeoutMs })
  try {
    return { kind, name: source, source, text: decode(await readFile(source)) }
  } catch (error) {
    const isForApi = codeOf(error) === 'ENOENT' && isUid(source, kind)
    if (isForApi && options.postmanApiKey) {
      return download(uidUrl(source, kind, options), kind, { ...options, timeoutMs })
    }
    throw await fileRefusal({ path: source, kind, isId: isForApi }, error)
  }
}

/**
 * The bytes of a path, or of standard input for `-`, piece by piece: for what may be larger than a text can be.
 * `signal` ends the wait for standard input. Fails with INPUT_UNREADABLE.
 */
export async function* readPieces(
  source: string,
  kind: InputKind,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const stop = (): unknown =>
    process.stdin.destroy(refusal({ kind, name: 'standard input' }, INTERRUPTED, { code: 'INPUT_UNREADABLE' }))
  if (source === '-') {
    signal.addEventListener('abort', stop, { once: true })
    return yield* process.stdin
  }
  try {
    const handle = await open(source)
    yield* handle.createReadStream()
  } catch (error) {
    throw await fileRefusal({ path: source, kind, isId: false }, error)
  }
}

/** Most runs download nothing. */
async function download(url: string, kind: InputKind, options: DownloadOptions): Promise<Input> {
  const { readUrl } = await import('./download.ts')
  return readUrl(url, kind, options)
}

async function readStdin(stdin: Stdin, kind: InputKind, signal: AbortSignal | undefined): Promise<Input> {
  const name = 'standard input'
  const chunks: Buffer[] = []
  const stop = (): unknown => stdin.destroy(new Error(INTERRUPTED))
  try {
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted === true) stop()
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
    return { kind, name, text: decode(Buffer.concat(chunks)) }
  } catch (cause) {
    const reason = signal?.aborted === true ? INTERRUPTED : `the system answers ${codeOf(cause)}`
    throw refusal({ kind, name }, reason, { code: 'INPUT_UNREADABLE', cause })
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

interface Refused {
  readonly path: string
  readonly kind: InputKind
  readonly isId: boolean
}

async function fileRefusal({ path, kind, isId }: Refused, cause: unknown): Promise<RunnerError> {
  const code = codeOf(cause)
  const input = { kind, name: path }
  if (code === 'EISDIR' && kind === 'collection' && (await holdsYaml(path))) {
    return refusal(input, 'it is the folder of a Collection v3, which is not supported', {
      code: 'COLLECTION_VERSION',
      hint: EXPORT_V2,
      cause,
    })
  }
  const hint = isId ? 'Pass --postman-api-key to load it from the Postman API' : pathHint(kind)
  return refusal(input, fileReason(cause), { code: 'INPUT_UNREADABLE', hint, cause })
}

function pathHint(kind: InputKind): string {
  return kind === 'collection' || kind === 'token' || kind === 'event log'
    ? 'Check the path; it starts from the current folder'
    : `Check the path given with ${FLAGS[kind]}, or remove it to run without`
}

/** A Collection v3 is a folder of YAML files. Source: https://learning.postman.com/docs/collections/collections-schemas */
async function holdsYaml(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return names.some((name) => name.endsWith('.resources') || /\.ya?ml$/.test(name))
}
