import type { ExitCode } from '../errors.ts'
import { WAYS, type Ways } from '../newman/ways.ts'
import type { FlagValues } from './values.ts'

/** `--compat newman`: how far newman's ways go, where no flag of their own asks for them. */
interface Compat extends Ways {
  /** Flags that stand as if they were given; those that are given win. */
  readonly flags: FlagValues
  /** Pass over authorities that cannot be read. */
  readonly lenientCertificates: boolean
  /** Exports lose what newman loses. */
  readonly newmanExports: boolean
  /** Reports without a path go to `newman/newman-run-report-<time>.<ext>`, and those for a folder into it. */
  readonly newmanPaths: boolean
}

/** Everything that `--compat newman` sets. What never comes back: green usage errors, lost failures, lost reports, dead processes. */
export const NEWMAN: Compat = Object.freeze<Compat>({
  flags: Object.freeze<FlagValues>({
    native: false,
    angle: false,
    'show-secrets': true,
    'export-secrets': true,
    'send-unsigned': true,
    'timeout-request': '0',
    'timeout-script': '0',
  }),
  ...WAYS,
  lenientCertificates: true,
  newmanExports: true,
  newmanPaths: true,
})

/** Does a command line ask for it; looked at even where the command line cannot be read. */
export function isCompat(argv: readonly string[]): boolean {
  return argv.some((word, i) => word === '--compat=newman' || (word === 'newman' && argv[i - 1] === '--compat'))
}

/** newman knows exit codes 0 and 1 only. Interrupts keep theirs. */
export function compatExit(code: ExitCode): ExitCode {
  return code === 0 || code > 4 ? code : 1
}
