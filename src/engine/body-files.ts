import type { Body } from '../model/collection.ts'
import type { Failure } from '../model/event.ts'
import type { ResolvedRequest } from '../model/exchange.ts'
import type { ItemContext } from './context.ts'
import type { FileResult } from './ports.ts'
import { bodyFiles } from './wire.ts'

/** The files of a body. */
export interface Described {
  /** By the path in the body. */
  readonly files: ReadonlyMap<string, Extract<FileResult, { readonly kind: 'file' }>>
  /** Of the first file that may not be left out. */
  readonly failure?: Failure
  /** Of those that are left out, in newman's words. */
  readonly warnings: readonly string[]
}

/** Looks at the files of a request body. One that cannot be read is a failure, or left out with a warning (`sendWithoutFiles`). */
export async function describeFiles({ body }: ResolvedRequest, { ports, options }: ItemContext): Promise<Described> {
  const files = new Map<string, Extract<FileResult, { readonly kind: 'file' }>>()
  const warnings: string[] = options.sendWithoutFiles === true ? [...sourceless(body)] : []
  for (const src of bodyFiles(body)) {
    const file = await ports.describeFile(src)
    if (file.kind === 'file') files.set(src, file)
    else if (options.sendWithoutFiles !== true) return { files, failure: file.failure, warnings }
    else warnings.push(`${placeOf(src, body)} load error: ${file.failure.error?.message ?? file.failure.message}`)
  }
  return { files, warnings }
}

/** Files without a path, in newman's words. */
function sourceless(body: Body | undefined): readonly string[] {
  if (body === undefined || body.disabled === true) return []
  if (body.mode === 'file' && !body.src && !body.content)
    return ['Binary file load error: invalid or missing file source']
  if (body.mode !== 'formdata') return []
  return body.formdata
    .filter((part) => part.type === 'file' && part.disabled !== true && part.src.length === 0)
    .map(({ key }) => `Form param \`${key}\`, file load error: missing file source`)
}

function placeOf(src: string, body: Body | undefined): string {
  const parts = body?.mode === 'formdata' ? body.formdata : []
  const part = parts.find((each) => each.type === 'file' && each.disabled !== true && each.src.includes(src))
  return part === undefined ? 'Binary file' : `Form param \`${part.key}\`, file`
}
