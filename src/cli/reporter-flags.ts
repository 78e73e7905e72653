/** Options for reporters, cut out of the command line before the other flags are read. */
export interface ReporterFlags {
  /** The arguments that are left. */
  readonly rest: readonly string[]
  /** `--reporter-<words> [value]`, words in the order written, value `true` when there is none. */
  readonly flags: readonly ReporterFlag[]
}

/** One `--reporter-…` flag. */
export interface ReporterFlag {
  readonly words: readonly string[]
  readonly value: string | true
}

/**
 * Cuts `--reporter-<name>-<option> [value]` out of the arguments: reporters may have any option, so no table can list them.
 * The next argument is the value unless it starts with `-`; `=value` works too. `-export -` means standard output.
 * Source: newman's README, "Using reporters"; parse rules as in newman 6.2.2.
 */
export function cutReporterFlags(argv: readonly string[]): ReporterFlags {
  const rest: string[] = []
  const flags: ReporterFlag[] = []
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i] ?? ''
    const match = /^--reporter-([^=]+)(?:=(.*))?$/s.exec(argument)
    const name = match?.[1]
    if (name === undefined) {
      rest.push(argument)
      continue
    }
    const following = argv[i + 1]
    const isValue = following !== undefined && (!following.startsWith('-') || isStdout(following, name))
    const takesNext = match?.[2] === undefined && isValue
    flags.push({ words: name.split('-'), value: match?.[2] ?? (takesNext ? following : true) })
    if (takesNext) i += 1
  }
  return { rest, flags }
}

/** Of other options `-` is the collection that comes by standard input. */
function isStdout(value: string, name: string): boolean {
  return value === '-' && /(?:^|-)export$/.test(name)
}

/** The options for one reporter: what names it, then what names none of the reporters in use (meant for all). */
export function reporterOptions(
  name: string,
  inUse: readonly string[],
  flags: readonly ReporterFlag[],
): Readonly<Record<string, string | true>> {
  const own = flags.filter((flag) => addressee(flag, inUse) === name).map((flag) => entry(flag, name))
  const forAll = flags.filter((flag) => addressee(flag, inUse) === undefined).map((flag) => entry(flag, undefined))
  return Object.fromEntries([...own, ...forAll])
}

/** Reporter names may hold dashes themselves: the longest name in use that the flag begins with. */
function addressee({ words }: ReporterFlag, inUse: readonly string[]): string | undefined {
  const written = words.join('-')
  return inUse.filter((name) => written.startsWith(`${name}-`)).toSorted((a, b) => b.length - a.length)[0]
}

function entry({ words, value }: ReporterFlag, name: string | undefined): readonly [string, string | true] {
  const option = name === undefined ? words : words.slice(name.split('-').length)
  const [head = '', ...tail] = option
  return [head + tail.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''), value]
}
