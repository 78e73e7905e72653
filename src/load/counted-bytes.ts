import type { Header } from '../model/collection.ts'

/** Bytes of a response body as newman counts them: of a compressed one what Content-Length says, else those that are left. */
export function countedBytes(headers: readonly Header[], bodyBytes: number): number {
  const valueOf = (name: string): string => headers.findLast(({ key }) => key.toLowerCase() === name)?.value ?? ''
  const length = valueOf('content-length')
  const isCompressed = /gzip|deflate/i.test(valueOf('content-encoding'))
  return isCompressed && /^\s*\d+\s*$/.test(length) ? Number(length) : bodyBytes
}
