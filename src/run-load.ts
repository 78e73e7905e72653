import { createConfiguredCheck } from './check/check.ts'
import { openDownloads } from './compose.ts'
import type { Check } from './engine/check.ts'
import { withCheckSchemas } from './load/check-schemas.ts'
import { type Loaded, load } from './load/load.ts'
import { loadScriptFiles, type ScriptSupply } from './load/script-files.ts'
import type { Config } from './model/config.ts'
import type { HttpOptions, RunOptions } from './model/options.ts'

/** All that is read before a run. */
export interface LoadedAll {
  readonly loaded: Loaded
  readonly supply: ScriptSupply
  /** What judges responses besides scripts. */
  readonly checks: readonly Check[]
}

/** Reads what a run is made of. Throws RunnerError for input that cannot be used. */
export async function loadAll(options: RunOptions, http: HttpOptions, signal: AbortSignal): Promise<LoadedAll> {
  const { send, close } = openDownloads(http)
  const ports = { send, signal }
  try {
    return {
      checks: await checksOf(options.config),
      loaded: await load(options, ports),
      supply: await loadScriptFiles(options.scriptFiles ?? {}, ports),
    }
  } finally {
    close()
  }
}

/** Compiled before anything is sent: what cannot be used keeps the run from starting. Schemas that a program names by paths are in the current folder. */
async function checksOf(config: Config = {}): Promise<readonly Check[]> {
  const { checks = [] } = await withCheckSchemas(config, '.')
  return checks.length === 0 ? [] : [await createConfiguredCheck(checks)]
}
