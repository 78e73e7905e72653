import { codeOf } from './input.ts'

const REASONS: Readonly<Record<string, string>> = Object.freeze({
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
})

/** Why a file cannot be read, in words. */
export function fileReason(cause: unknown): string {
  const code = codeOf(cause)
  return REASONS[code] ?? `the system answers ${code}`
}
