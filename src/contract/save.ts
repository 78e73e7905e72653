import { applyEdits, findNodeAtLocation, type JSONPath, modify, type Node, parseTree } from 'jsonc-parser'
import { isRecord } from '../load/plain.ts'

/** A body to be saved: of which example of which request, by the indexes that lead there. */
export interface SavedBody {
  /** From the collection down: the second request of the first folder is [0, 1]. */
  readonly place: readonly number[]
  /** Place of the example among those of the request. */
  readonly example: number
  readonly value: unknown
}

/** What came of it. */
export interface Saved {
  /** The file, the same byte for byte but for the bodies. */
  readonly text: string
  /** Bodies that could not be saved: they are no JSON text in the file. */
  readonly failed: readonly SavedBody[]
}

/** Writes bodies of examples into the text of a collection file. Each body keeps its own indentation and the order of its members. */
export function saveBodies(file: string, bodies: readonly SavedBody[]): Saved {
  const tree = parseTree(file)
  const failed: SavedBody[] = []
  const edits = bodies.flatMap((body) => {
    const node = tree && bodyNode(tree, body)
    const before: unknown = node?.value
    const after = typeof before === 'string' ? edited(before, body.value) : undefined
    if (node === undefined || after === undefined) {
      failed.push(body)
      return []
    }
    return [{ offset: node.offset, length: node.length, content: JSON.stringify(after) }]
  })
  return { text: applyEdits(file, edits), failed }
}

/** Postman's API wraps a collection in an object of its own. */
function bodyNode(tree: Node, { place, example }: SavedBody): Node | undefined {
  const path: JSONPath = [...place.flatMap((index) => ['item', index]), 'response', example, 'body']
  return findNodeAtLocation(tree, path) ?? findNodeAtLocation(tree, ['collection', ...path])
}

/** The text of a body with other values in it; undefined when it is no JSON, such as one with variables that are no texts. */
function edited(text: string, value: unknown): string | undefined {
  let before: unknown
  try {
    before = JSON.parse(text)
  } catch {
    return undefined
  }
  const format = formatOf(text)
  return differences(before, value, []).reduce(
    (body, { path, value: member }) =>
      applyEdits(body, modify(body, [...path], member, format === undefined ? {} : { formattingOptions: format })),
    text,
  )
}

interface Difference {
  readonly path: JSONPath
  /** Absent: taken out. */
  readonly value?: unknown
}

function differences(before: unknown, after: unknown, path: JSONPath): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now]: [readonly unknown[], readonly unknown[]] = [before, after]
    return now.flatMap((element, index) =>
      index < old.length
        ? differences(old[index], element, [...path, index])
        : [{ path: [...path, index], value: element }],
    )
  }
  if (!isRecord(before) || !isRecord(after)) return [{ path, value: after }]
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name))
  return [
    ...gone.map((name): Difference => ({ path: [...path, name] })),
    ...Object.entries(after).flatMap(([name, value]) => differences(before[name], value, [...path, name])),
  ]
}

/** How a body is indented; undefined when it is on one line. */
function formatOf(
  text: string,
): { readonly insertSpaces: boolean; readonly tabSize: number; readonly eol: string } | undefined {
  const [, eol = '\n', indent = ''] = /(\r?\n)([ \t]+)\S/.exec(text) ?? []
  return indent === '' ? undefined : { insertSpaces: !indent.includes('\t'), tabSize: indent.length, eol }
}
