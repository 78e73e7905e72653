import { streamOutput } from '../report/output.ts'
import { findReporter, reportFile } from '../report/registry.ts'
import type { AttachedReporter } from '../report/report.ts'
import { detectScreen } from '../report/screen.ts'
import type { PreparedRun } from '../run.ts'
import type { NewmanOptions } from './options.ts'

/** One of our own reporters in newman's `run`: to `reporter.<name>.export`, else where newman puts it. Throws REPORTER_UNKNOWN. */
export async function attachBuiltIn(
  name: string,
  { reporter = {}, color, disableUnicode }: NewmanOptions,
  { inputs }: PreparedRun,
): Promise<AttachedReporter> {
  const entry = findReporter(name)
  const create = await entry.load()
  const { export: path, ...options } = reporter[name] ?? {}
  const isStdout = entry.target === 'stdout' && typeof path !== 'string'
  const screen = detectScreen(
    { stream: isStdout ? process.stdout : {}, env: {} },
    { color: color === 'on' || color === 'off' ? color : 'auto', unicode: disableUnicode !== true },
  )
  const extension = entry.target === 'file' ? entry.extension : 'txt'
  const file = typeof path === 'string' ? path : defaultPath(extension)
  return {
    name,
    output: isStdout ? streamOutput(process.stdout, 'stdout') : reportFile(entry, file),
    reporter: create({
      screen,
      options: plainOptions(options),
      ...(inputs.documents !== undefined && { documents: inputs.documents }),
    }),
  }
}

/** `newman/newman-run-report-2026-11-23-17-40-11-000-0.json` */
function defaultPath(extension: string): string {
  return `newman/newman-run-report-${new Date().toISOString().replace(/\D+/g, '-')}0.${extension}`
}

function plainOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, string | boolean>> {
  const entries = Object.entries(options).filter(
    (entry): entry is [string, string | boolean] => typeof entry[1] === 'string' || typeof entry[1] === 'boolean',
  )
  return Object.fromEntries(entries)
}
