import type { FormPart } from '../model/collection.ts'
import type { ResolvedRequest } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { ItemContext } from './context.ts'
import type { BodyFile } from './multipart.ts'
import type { DescribeFile } from './ports.ts'
import { bodyFiles } from './wire.ts'

/** Is a file there? If it is not, `warn` says so. */
type Find = (src: string, warn: (reason: string) => string) => Promise<boolean>

/** The files of a body. */
export interface Described {
  /** With its body as it can be sent. */
  readonly request: ResolvedRequest
  /** By the path in the body. */
  readonly files: ReadonlyMap<string, BodyFile>
  /** Of the first file that may not be left out. */
  readonly failure?: Failure
  /** Of those that are left out, in newman's words. */
  readonly warnings: readonly string[]
}

/** Looks at the files of a request body. One that cannot be read is a failure, or left out with a warning (`sendWithoutFiles`). */
export async function describeFiles(request: ResolvedRequest, { ports, options }: ItemContext): Promise<Described> {
  if (options.sendWithoutFiles === true) return readable(request, ports.describeFile)
  const files = new Map<string, BodyFile>()
  for (const src of bodyFiles(request.body)) {
    const file = await ports.describeFile(src)
    if (file.kind === 'failed') return { request, files, failure: file.failure, warnings: [] }
    files.set(src, file)
  }
  return { request, files, warnings: [] }
}

/** A body of the files that can be read, and what newman says of the others. */
async function readable(request: ResolvedRequest, describe: DescribeFile): Promise<Described> {
  const { body } = request
  const files = new Map<string, BodyFile>()
  const warnings: string[] = []
  const find = async (src: string, warn: (reason: string) => string): Promise<boolean> => {
    const file = await describe(src)
    if (file.kind === 'file') files.set(src, file)
    else warnings.push(warn(file.failure.error?.message ?? file.failure.message))
    return file.kind === 'file'
  }
  if (body?.mode === 'file' && body.disabled !== true && body.isUnset !== true && (body.src || !body.content)) {
    const warn = (reason: string): string => `Binary file load error: ${reason}`
    if (body.src) await find(body.src, warn)
    else warnings.push(warn('invalid or missing file source'))
  }
  if (body?.mode !== 'formdata' || body.disabled === true) return { request, files, warnings }
  const formdata = await readableParts(body.formdata, find, warnings)
  return { request: { ...request, body: { ...body, formdata } }, files, warnings }
}

/** newman 6.2.2 reads no file behind the first list of files, and does not say so. */
async function readableParts(parts: readonly FormPart[], find: Find, warnings: string[]): Promise<readonly FormPart[]> {
  const kept: FormPart[] = []
  let isOver = false
  for (const part of parts) {
    if (part.type !== 'file' || part.disabled === true) {
      kept.push(part)
      continue
    }
    if (isOver) {
      kept.push({ ...part, isUnread: true })
      continue
    }
    const warn = (reason: string): string => `Form param \`${part.key}\`, file load error: ${reason}`
    if (part.src.length === 0 && part.content === undefined) warnings.push(warn('missing file source'))
    const src: string[] = []
    for (const path of part.src) if (await find(path, warn)) src.push(path)
    const isMissing = src.length === 0 && part.src.length > 0
    isOver = part.isList === true && part.src.length > 0
    if (!isMissing) kept.push({ ...part, src })
    else if (!isOver) kept.push({ ...part, disabled: true })
  }
  return kept
}
