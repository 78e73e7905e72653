import { RunnerError } from '../errors.ts'
import type { SnippetRequest } from './request.ts'

/** What ends no literal of any language, and means nothing within one. */
const INERT = /^[\p{L}\p{N}\p{M} ._+@=,:;~()[\]%&/-]*$/u

/** What the generators write for a file that they are not told. */
const SOME_FILE = '/path/to/file'

interface Request extends SnippetRequest {
  readonly method?: string
  readonly body?: { readonly mode?: string; readonly formdata?: readonly Part[]; readonly file?: File }
}

interface File {
  readonly src?: unknown
}

interface Part extends File {
  readonly key?: string | null
  readonly type?: string
  readonly contentType?: string
}

/**
 * A request whose code does what it says and nothing else. Generators escape values, but write methods, paths of files, types of parts and names of parts
 * with files as they are: a quote in one of them would end the literal, and what follows would be run by whoever pastes the code.
 * Fails with SNIPPET_FAILED where nothing can stand in its place.
 */
export function inertRequest(given: SnippetRequest): SnippetRequest {
  const request: Request = given
  const { method = 'GET', body } = request
  if (!/^[\w-]+$/.test(method)) throw refusal(`its method "${method}" is no word`)
  if (body?.mode === 'file' && body.file !== undefined) {
    return { ...request, body: { ...body, file: inertFile(body.file) } } as SnippetRequest
  }
  if (body?.mode !== 'formdata' || !Array.isArray(body.formdata)) return given
  return { ...request, body: { ...body, formdata: body.formdata.map(inertPart) } } as SnippetRequest
}

function inertPart(part: Part): Part {
  const { contentType, ...rest } = part
  const typed = contentType !== undefined && INERT.test(contentType) ? part : rest
  if (part.type !== 'file') return typed
  if (!INERT.test(part.key ?? '')) throw refusal(`its file has the name "${part.key}"`)
  return inertFile(typed)
}

function inertFile<T extends File>(file: T): T {
  const { src } = file
  if (typeof src === 'string') return { ...file, src: inertPath(src) }
  return Array.isArray(src) ? { ...file, src: src.map((each) => inertPath(String(each))) } : file
}

/** Windows takes slashes as well. */
function inertPath(path: string): string {
  const slashed = path.replaceAll('\\', '/')
  return INERT.test(slashed) ? slashed : SOME_FILE
}

function refusal(reason: string): RunnerError {
  return new RunnerError('SNIPPET_FAILED', `Cannot write the request as code: ${reason}`)
}
