import type { Variable } from '../../../src/model/collection.ts'
import type { CookieRecord } from '../../../src/model/exchange.ts'

export type Dialect = 'postman' | 'newman'

export interface CaseResponse {
  readonly code: number
  readonly status: string
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly body: Uint8Array
  readonly time: number
  readonly cookies: readonly CookieRecord[]
}

export interface CaseAnswer {
  readonly to: string
  readonly response?: CaseResponse
  readonly error?: { readonly name?: string; readonly message: string; readonly code?: string }
}

export interface CaseContext {
  readonly phase: 'prerequest' | 'test'
  readonly item: { readonly id: string; readonly name: string }
  readonly owner: string
  readonly location: readonly string[]
  readonly iteration: number
  readonly iterations: number
  readonly local: readonly Variable[]
  readonly environment: readonly Variable[]
  readonly collection: readonly Variable[]
  readonly globals: readonly Variable[]
  readonly data: Readonly<Record<string, unknown>>
  readonly names: Readonly<Record<string, string>>
  readonly request: unknown
  readonly response?: CaseResponse
  readonly answers: readonly CaseAnswer[]
  readonly jar: readonly (readonly [url: string, setCookie: string])[]
  readonly vault?: Readonly<Record<string, string>>
  readonly packages?: Readonly<Record<string, string | { readonly error: string }>>
  readonly before: readonly string[]
  readonly fresh: boolean
  readonly dialects: readonly Dialect[]
}

export interface Case {
  readonly branch: string
  /** `branch/name`. */
  readonly name: string
  readonly source: string
  readonly context: CaseContext
}

export const CORPUS: string
export function readCases(filter?: RegExp): readonly Case[]
export function answerTo(
  url: { readonly host?: readonly string[]; readonly path?: readonly string[] },
  answers: readonly CaseAnswer[],
): CaseAnswer
