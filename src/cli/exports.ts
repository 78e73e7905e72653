import type { ExportKind, ExportResult, ExportSource } from '../report/export/export.ts'
import { fullPath } from '../report/output.ts'
import type { PreparedRun, RunInput } from '../run.ts'
import type { Surroundings } from './attach.ts'
import { NEWMAN } from './compat.ts'

type Paths = Surroundings['options']['exports']['paths']

/** Exports what the runs left, of several each for itself. Runs that did not start leave nothing. */
export async function exportAll(
  prepared: readonly PreparedRun[],
  { options, io }: Surroundings,
): Promise<readonly ExportResult[]> {
  const { exports, isCompat, runs } = options
  if (Object.keys(exports.paths).length === 0) return []
  const { writeExports } = await import('../report/export/export.ts')
  const common = {
    exportedAt: new Date().toISOString(),
    exportedUsing: isCompat ? NEWMAN.exporter : `flowgate/${io.version}`,
    newmanShape: isCompat,
  }

  async function write(source: ExportSource, index: number): Promise<readonly ExportResult[]> {
    const numbered = { ...common, ...(runs.length > 1 && { number: index + 1 }) }
    const [back, others] = writtenBack(exports.paths, runs[index])
    return [
      ...(await writeExports(back, source, { ...numbered, exportSecrets: true })),
      ...(await writeExports(others, source, { ...numbered, exportSecrets: exports.showSecrets })),
    ]
  }

  const results: ExportResult[] = []
  for (const [index, run] of prepared.entries()) {
    const source = await run.left()
    if (source !== undefined) results.push(...(await write(source, index)))
  }
  return results
}

/** Exports that replace the input they come from, and all others: masks in the former would destroy the secrets that the file holds. */
function writtenBack(paths: Paths, run: RunInput | undefined): readonly [back: Paths, others: Paths] {
  const isBack = ([kind, path]: readonly [string, string]): boolean => {
    const source = kind === 'cookie-jar' ? undefined : run?.[kind as Exclude<ExportKind, 'cookie-jar'>]
    return typeof source === 'string' && fullPath(source) === fullPath(path)
  }
  const entries = Object.entries(paths)
  return [Object.fromEntries(entries.filter(isBack)), Object.fromEntries(entries.filter((entry) => !isBack(entry)))]
}
