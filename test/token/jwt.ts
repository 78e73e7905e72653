import { type Jwt, readJwt } from '../../src/token/read.ts'

/** 2026-03-01T12:00:00Z, in milliseconds and seconds. */
export const NOW_MS = Date.UTC(2026, 2, 1, 12)
export const NOW = NOW_MS / 1000

/** A compact JWT of these parts. */
export function compact(header: object, claims: object, signature = 'c2lnbmVk'): string {
  return [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(signature)
    .join('.')
}

/** The same, read. */
export function jwtOf(header: object, claims: object, signature?: string): Jwt {
  const result = readJwt(compact(header, claims, signature))
  if (result.kind === 'unreadable') throw new Error(result.reason)
  return result.jwt
}
