/** What a command may do to the world around it. */
export interface CommandIo {
  readonly stdout: NodeJS.WriteStream
  /** Of flowgate. */
  readonly version: string
  /** Writes to stdout. */
  readonly out: (text: string) => void
  /** Resolves when all of `out` is written; with why it could not be, unless the reader has gone. */
  readonly printed?: () => Promise<Error | undefined>
  /** Writes lines for people to stderr, whoever has said them. */
  readonly err: (text: string) => void
  /** Writes commands for the agent of a CI system to stderr, as they are. */
  readonly errAsIs: (text: string) => void
  /** Fires at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal
  /** The signal that was caught. */
  readonly interruptedBy: () => 'SIGINT' | 'SIGTERM' | undefined
}
