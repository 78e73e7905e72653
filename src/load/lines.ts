/** Where in its file the parts of a collection begin; lines are counted from 1. */
export interface CollectionLines {
  /** Folders and items by the indexes that lead to them: `0/2` is the third child of the first folder. */
  readonly items: ReadonlyMap<string, number>
  /**
   * First lines of scripts by the indexes of their owner and of the event: `0/2#1`, `#0` for the collection's own. Only of those with a line of the
   * file for each line of the script, as Postman writes them.
   */
  readonly scripts: ReadonlyMap<string, number>
}

/** Finds lines in one pass over text that JSON.parse has accepted; a parser with positions takes five times as long. */
export function collectionLines(text: string): CollectionLines {
  const lines = new Map<string, number>()
  const scripts = new Map<string, number>()
  const uneven = new Set<string>()
  const open: (Frame | undefined)[] = []
  let line = 1
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case LINE_FEED:
        line += 1
        break
      case QUOTE: {
        const frame = open.at(-1)
        const end = closingQuote(text, at)
        if (frame?.isNameNext) {
          frame.name = text.slice(at + 1, end)
          frame.isNameNext = false
        }
        if (frame?.kind === 'exec') {
          const first = scripts.get(frame.path) ?? line
          scripts.set(frame.path, first)
          // An entry of several lines moves those behind it.
          if (line !== first + frame.index || text.slice(at, end).includes('\\n')) uneven.add(frame.path)
        }
        at = end
        break
      }
      case COMMA: {
        const frame = open.at(-1)
        if (frame) {
          frame.index += 1
          frame.isNameNext = true
        }
        break
      }
      case OPEN_BRACE:
      case OPEN_BRACKET: {
        const isList = text.charCodeAt(at) === OPEN_BRACKET
        const child = open.length === 0 ? rootFrame() : childFrame(open.at(-1), isList, open.length)
        if (child?.kind === 'owner' && child.path !== '') lines.set(child.path, line)
        open.push(child)
        break
      }
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        open.pop()
        break
      default: // white space, colons, numbers and literals
    }
  }
  for (const path of uneven) scripts.delete(path)
  return { items: lines, scripts }
}

/** An open collection, folder or item (`owner`), list of items of one, or what leads to the lines of a script. Other brackets have no frame. */
interface Frame {
  readonly kind: 'owner' | 'list' | 'events' | 'event' | 'script' | 'exec'
  /** Of the owner; empty for the collection. From an event on with its index. */
  readonly path: string
  /** Of the element that is open. */
  index: number
  /** The last name of the object. */
  name: string
  /** Is the next text a name. */
  isNameNext: boolean
}

function newFrame(kind: Frame['kind'], path: string): Frame {
  return { kind, path, index: 0, name: '', isNameNext: true }
}

function rootFrame(): Frame {
  return newFrame('owner', '')
}

function childFrame(parent: Frame | undefined, isList: boolean, depth: number): Frame | undefined {
  if (!parent) return undefined
  if (isList) return listFrame(parent)
  if (parent.kind === 'events') return newFrame('event', `${parent.path}#${parent.index}`)
  if (parent.kind === 'event') return parent.name === 'script' ? newFrame('script', parent.path) : undefined
  if (parent.kind === 'list')
    return newFrame('owner', parent.path === '' ? `${parent.index}` : `${parent.path}/${parent.index}`)
  // The Postman API wraps a collection: { "collection": { … } }.
  return depth === 1 && parent.kind === 'owner' && parent.name === 'collection' ? rootFrame() : undefined
}

function listFrame({ kind, name, path }: Frame): Frame | undefined {
  if (kind === 'owner' && name === 'item') return newFrame('list', path)
  if (kind === 'owner' && name === 'event') return newFrame('events', path)
  return kind === 'script' && name === 'exec' ? newFrame('exec', path) : undefined
}

function closingQuote(text: string, opening: number): number {
  let end = text.indexOf('"', opening + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1
  return backslashes % 2 === 1
}

const LINE_FEED = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
