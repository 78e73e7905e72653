import type { RunPart } from '../model/part.ts'
import type { Style } from '../report/cli/style.ts'
import { plain } from '../report/cli/text.ts'
import { formatCount } from '../report/format.ts'

/** What is said of a collection above its requests. */
interface Headed {
  readonly name: string
  readonly source?: string
  readonly iterations: number
  /** How many rows of iteration data there are. */
  readonly rows: number
  readonly part?: RunPart
  readonly only?: readonly number[]
  /** How many requests an iteration has. */
  readonly requests: number
}

/** The line above the requests of a collection. */
export function heading({ name, source, requests, ...turns }: Headed, style: Style): string {
  const facts = [
    style.bold(plain(name)),
    ...(source === undefined ? [] : [plain(source)]),
    formatCount(requests, 'request'),
    ...iterationsText(turns),
  ]
  return facts.join(` ${style.signs.dot} `)
}

/** Names of folders that stand between the folders of the last request and those of the next, as lines of a tree. */
export function folderLines(before: readonly string[], folders: readonly string[], style: Style): readonly string[] {
  const shared = folders.findIndex((name, depth) => name !== before[depth])
  if (shared === -1) return []
  return folders.slice(shared).map((name, i) => `${indent(shared + i)}${style.signs.folder} ${style.bold(plain(name))}`)
}

/** What stands before a line of the tree. */
export function indent(depth: number): string {
  return '  '.repeat(depth + 1)
}

function iterationsText({
  iterations,
  rows,
  part,
  only,
}: Omit<Headed, 'name' | 'source' | 'requests'>): readonly string[] {
  const data = rows === 0 ? '' : `, ${formatCount(rows, 'row')} of data`
  const chosen = part?.iterations ?? only
  if (chosen === undefined) return iterations === 1 && rows === 0 ? [] : [formatCount(iterations, 'iteration') + data]
  const own = chosen.map((iteration) => iteration + 1).join(', ')
  const numbers = own === '' ? 'no iteration' : `iteration ${own}`
  const shard = part === undefined ? '' : `shard ${part.shard}/${part.shards}: `
  return [`${shard}${numbers} of ${iterations}${data}`]
}
