import type { CookieRecord } from '../../../src/model/exchange.ts'

export function plain(value: unknown): unknown
export function plainError(thrown: unknown): { readonly name: string; readonly message: string }
export function cookieLines(cookies: readonly CookieRecord[]): readonly string[]
