import { onTestFinished } from 'vitest'
import { createSend } from '../../src/http/send.ts'
import { readUrl as download } from '../../src/load/download.ts'
import type { Input, InputKind } from '../../src/load/input.ts'
import { type Loaded, type LoadSources, load as loadWith } from '../../src/load/load.ts'
import { type ReadOptions, readText as read } from '../../src/load/read.ts'
import type { HttpOptions } from '../../src/model/options.ts'

/** Loads through sockets that end with the test. */
export function load(sources: LoadSources): Promise<Loaded> {
  return loadWith(sources, { send: openSend() })
}

/** The same for one text. */
export function readText(source: string, kind: InputKind, options: Partial<ReadOptions> = {}): Promise<Input> {
  return read(source, kind, { send: openSend(), ...options })
}

/** The same for one URL. */
export function readUrl(source: string, kind: InputKind, options: Partial<ReadOptions> = {}): Promise<Input> {
  return download(source, kind, { send: openSend(), timeoutMs: 10_000, ...options })
}

/** Sends with these options until the test ends. */
export function openSend(options: Partial<HttpOptions> = {}): ReadOptions['send'] {
  const { send, close } = createSend({ strictSSL: true, ...options })
  onTestFinished(close)
  return send
}
