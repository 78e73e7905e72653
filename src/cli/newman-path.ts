import { stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Where newman writes a report: to `target`; into it, if that is a folder; without one into `newman/`, the last two with the time behind the name.
 * `startedAt`: ISO 8601. Source: newman 6.2.2, observed.
 */
export async function newmanReportPath(
  target: string | undefined,
  extension: string,
  startedAt: string,
): Promise<string> {
  if (target === '-') return target
  const name = `newman-run-report-${startedAt.replaceAll(/\D+/g, '-')}0.${extension}`
  if (target === undefined) return join('newman', name)
  const existing = await stat(target).catch(() => undefined)
  return existing?.isDirectory() === true ? join(target, name) : target
}
