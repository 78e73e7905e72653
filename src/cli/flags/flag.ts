/** One flag of the command line. Parsing, `--help` and the README section are made from the tables of flags. */
export interface Flag {
  readonly name: string
  /** One letter. */
  readonly alias?: string
  /** Other spellings that are understood: those of the Postman CLI. Not shown in the help. */
  readonly spellings?: readonly string[]
  /** `list`: repeatable, and values separated by commas; `repeat`: repeatable, each value whole; `ms`: 500, 30s, 2m. */
  readonly type: 'text' | 'list' | 'repeat' | 'boolean' | 'count' | 'ms' | 'choice'
  /** Of a `boolean`: what may follow `=`, and nothing else can. */
  readonly choices?: readonly string[]
  /** `--no-<name>` is false in place of a value. Booleans have it anyway. */
  readonly isNegatable?: true
  /** The value may be left out, and is this then. */
  readonly alone?: string
  /** With `alone`: what follows is the value only if it looks like this; without, unless it starts with `-`. */
  readonly follows?: RegExp
  /** A configuration file may hold in its place what the file has that it names: any JSON, or a list. */
  readonly inline?: 'any' | 'list'
  /** What stands for the value in the help. */
  readonly value?: string
  readonly help: string
  /** Shown in the help; the value itself is set by whoever owns the option. */
  readonly defaultText?: string
  readonly group: string
}

/** The flags of one group of the help. */
export function group(title: string, flags: readonly Omit<Flag, 'group'>[]): readonly Flag[] {
  return Object.freeze(flags.map((flag) => ({ ...flag, group: title })))
}
