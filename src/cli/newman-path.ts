import { join } from 'node:path'

/** What newman calls a report that was given no name. `startedAt`: ISO 8601. Source: newman 6.2.2, observed. */
export function newmanReportPath(
  folder: string,
  { startedAt, extension }: { readonly startedAt: string; readonly extension: string },
): string {
  return join(folder, `newman-run-report-${startedAt.replaceAll(/\D+/g, '-')}0.${extension}`)
}
