import type { ExitCode } from '../errors.ts'
import { WAYS, type Ways } from '../newman/ways.ts'
import type { Flag } from './flags/flag.ts'
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
    'retry-after': false,
    'timeout-request': '0',
    'timeout-script': '0',
  }),
  ...WAYS,
  lenientCertificates: true,
  newmanExports: true,
  newmanPaths: true,
})

/** What was asked for over newman's flags. A path that is empty, as a variable of the shell is that nobody set, was not given. */
export function newmanFlags(asked: FlagValues, flags: readonly Flag[]): FlagValues {
  const unset = flags.filter((flag) => mayBeEmpty(flag) && [asked[flag.name]].flat().every((text) => text === ''))
  const names = new Set(unset.map(({ name }) => name))
  return { ...NEWMAN.flags, ...Object.fromEntries(Object.entries(asked).filter(([name]) => !names.has(name))) }
}

function mayBeEmpty({ type, alone }: Flag): boolean {
  return alone === undefined && (type === 'text' || type === 'repeat')
}

/** Does a command line ask for it; looked at even where the command line cannot be read. */
export function isCompat(argv: readonly string[]): boolean {
  return argv.some((word, i) => word === '--compat=newman' || (word === 'newman' && argv[i - 1] === '--compat'))
}

/** newman knows exit codes 0 and 1 only. Interrupts keep theirs. */
export function compatExit(code: ExitCode): ExitCode {
  return code === 0 || code > 4 ? code : 1
}
