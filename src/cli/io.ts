/** What a command may do to the world around it. */
export interface CommandIo {
  readonly stdout: NodeJS.WriteStream
  /** Of flowgate. */
  readonly version: string
  /** Writes to stdout. */
  readonly out: (text: string) => void
  /** Writes to stderr. */
  readonly err: (text: string) => void
  /** Fires at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal
  /** The signal that was caught. */
  readonly interruptedBy: () => 'SIGINT' | 'SIGTERM' | undefined
}
