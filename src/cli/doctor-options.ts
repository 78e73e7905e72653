import type { DoctorOptions } from './commands/doctor.ts'
import { type Beside, runCommandOptions } from './run-options.ts'
import type { Arguments } from './values.ts'

/** The flags of `flowgate doctor` → what to examine. Throws USAGE. */
export function doctorOptions(given: Arguments, beside: Beside): DoctorOptions {
  const { runs, baseline, config } = runCommandOptions(given, beside)
  return {
    runs,
    baseline,
    ...(config !== undefined && { config }),
    isJson: given.isOn('json', false),
    isStrict: given.isOn('strict', false),
    isOffline: given.isOn('offline', false),
  }
}
