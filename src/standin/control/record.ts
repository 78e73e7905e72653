import type { IncomingMessage, ServerResponse } from 'node:http'
import { timestamp } from '../clock.ts'
import type { Table } from '../table.ts'
import type { World } from '../world.ts'
import type { JournalEntry } from './journal-entry.ts'

/** The journal keeps this much of a body. */
const BODY_BYTES = 4096

/** Adds to the entry of one request. */
export type Note = (addition: Pick<JournalEntry, 'body'> | Pick<JournalEntry, 'fault'>) => void

/** Puts a request into the journal and returns what adds to its entry; the status comes by itself when the answer is finished. */
export function record(
  { clock, control: { journal } }: World,
  id: string,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Note {
  const { method = 'GET', url = '/', headers } = request
  journal.put({ id, at: timestamp(clock), method, path: url, headers })
  response.once('finish', () => add(journal, id, { status: response.statusCode }))
  return (addition) => add(journal, id, addition)
}

/** The part of a body that the journal keeps. */
export function excerpt(body: Uint8Array): string {
  return new TextDecoder().decode(body.subarray(0, BODY_BYTES))
}

function add(journal: Table<JournalEntry>, id: string, addition: Partial<JournalEntry>): void {
  const entry = journal.get(id)
  if (entry !== undefined) journal.put({ ...entry, ...addition })
}
