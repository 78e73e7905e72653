/** How to run a collection again with the same inputs. */
export interface Rerun {
  /** A command line for sh without `--folder`, `--only-iterations`, reports and exports. Secrets are not in it: it takes them from variables of the shell. */
  readonly command: string
  /** What `--folder` selected. */
  readonly folder: readonly string[]
  /** What `--only-iterations` chose. */
  readonly onlyIterations?: string
  /** May `--only-iterations` be added: not with newman as engine. */
  readonly byIteration?: boolean
}
