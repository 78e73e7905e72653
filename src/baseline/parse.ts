import { type Node, parseTree } from 'jsonc-parser'
import { ERRORS, type ErrorCode, RunnerError } from '../errors.ts'
import { isRecord } from '../load/plain.ts'
import { type Baseline, type BaselineEntry, NO_REASON } from './entry.ts'

/** A baseline file that was read. */
export interface BaselineFile {
  /** The path as messages call it. */
  readonly name: string
  readonly text: string
  /** The text, parsed. */
  readonly value: unknown
}

/** How strictly a baseline is read. */
export interface ParseOptions {
  /** Entries whose reason is still to be written are let through: they are about to be written again. Default false. */
  readonly allowsNoReason?: boolean
}

/** Checks a baseline. Fails with BASELINE_INVALID, which names the line. */
export function parseBaseline(file: BaselineFile, { allowsNoReason = false }: ParseOptions = {}): Baseline {
  const { value } = file
  if (!isRecord(value)) throw invalid(file, [], 'it is not an object')
  const unknown = Object.keys(value).find((name) => name !== 'failures' && name !== 'strict')
  if (unknown !== undefined) throw invalid(file, [unknown], `there is no option "${unknown}"`)
  const { strict = false, failures = [] } = value
  if (typeof strict !== 'boolean') throw invalid(file, ['strict'], 'strict is neither true nor false')
  if (!Array.isArray(failures)) throw invalid(file, ['failures'], 'failures is not a list')
  const ids = new Map<string, number>()
  for (const [index, entry] of failures.entries()) {
    const fault = faultOf(entry, ids) ?? (allowsNoReason ? undefined : reasonFault(entry))
    if (fault !== undefined) throw invalid(file, ['failures', index, ...fault.at], `failures[${index}]${fault.text}`)
    if (isRecord(entry)) ids.set(String(entry['id']), index)
  }
  // Each entry has just been looked at.
  return { strict, failures: failures as readonly BaselineEntry[] }
}

interface Fault {
  /** Below the entry. */
  readonly at: readonly string[]
  readonly text: string
}

const MEMBERS = Object.freeze([
  'id',
  'reason',
  'owner',
  'expires',
  'collection',
  'request',
  'assertion',
  'code',
  'message',
])

const REQUIRED = Object.freeze(['id', 'reason', 'request'])

function faultOf(entry: unknown, ids: ReadonlyMap<string, number>): Fault | undefined {
  if (!isRecord(entry)) return { at: [], text: ' is not an object' }
  for (const [name, member] of Object.entries(entry)) {
    if (!MEMBERS.includes(name)) return { at: [name], text: ` has no option "${name}"` }
    if (typeof member !== 'string' || member.trim() === '') return { at: [name], text: `.${name} is no text` }
  }
  const missing = REQUIRED.find((name) => entry[name] === undefined)
  if (missing !== undefined) return { at: [], text: ` has no ${missing}` }
  // Each member is a text.
  const { id = '', assertion, code, expires } = entry as Readonly<Record<string, string | undefined>>
  if (assertion === undefined && code === undefined) return { at: [], text: ' has neither assertion nor code' }
  if (code !== undefined && !isCode(code)) return { at: ['code'], text: `.code is no code of a failure: "${code}"` }
  if (expires !== undefined && !isDay(expires)) {
    return { at: ['expires'], text: `.expires is no day: "${expires}"` }
  }
  const twin = ids.get(id)
  return twin === undefined ? undefined : { at: ['id'], text: `.id is that of failures[${twin}]: "${id}"` }
}

function reasonFault(entry: unknown): Fault | undefined {
  const isOpen = isRecord(entry) && entry['reason'] === NO_REASON
  return isOpen
    ? { at: ['reason'], text: `.reason is still "${NO_REASON}": nobody has said why it is accepted` }
    : undefined
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code)
}

/** `2026-12-31`, and a day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function invalid({ name, text }: BaselineFile, path: readonly (string | number)[], reason: string): RunnerError {
  const tree = parseTree(text)
  const node = tree && nodeAt(tree, path)
  const line = node === undefined ? 1 : text.slice(0, node.offset).split('\n').length
  return new RunnerError('BASELINE_INVALID', `Cannot read baseline "${name}": line ${line}: ${reason}`, { line })
}

/** The deepest node on the way: what is missing has none. For a member of an object its name and value. */
function nodeAt(tree: Node, path: readonly (string | number)[]): Node {
  let node = tree
  for (const step of path) {
    const next =
      typeof step === 'number'
        ? node.children?.[step]
        : node.children?.find((property) => property.children?.[0]?.value === step)?.children?.[1]
    if (next === undefined) return node
    node = next
  }
  return node
}
