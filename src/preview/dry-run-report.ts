import type { VariableUse } from '../doctor/variables.ts'
import { type DryRequest, type DryRun, isBroken, isUnresolved } from './dry-run.ts'
import { originText } from './origin-text.ts'

/** What `--dry-run json` prints. Members are only ever added; described in docs/selection.md. */
export interface DryRunReport {
  readonly schema: 1
  /** In the order of the run. */
  readonly collections: readonly ReportedRun[]
}

interface ReportedRun extends Omit<DryRun, 'requests'> {
  readonly requests: readonly ReportedRequest[]
}

interface ReportedRequest extends Omit<DryRequest, 'uses'> {
  /** Would all of it be sent with its values, as far as that can be known. */
  readonly isReady: boolean
  /** The variables that have no value from the start. */
  readonly variables: readonly ReportedVariable[]
}

interface ReportedVariable extends Pick<VariableUse, 'name' | 'origin'> {
  /** Would it be sent as written. */
  readonly isUnresolved: boolean
  /** Where its value comes from: `is set by …`. */
  readonly text: string
}

/** The same as the tree, for programs. */
export function dryRunReport(runs: readonly DryRun[]): DryRunReport {
  return { schema: 1, collections: runs.map((run) => ({ ...run, requests: run.requests.map(reported) })) }
}

function reported({ uses, ...request }: DryRequest): ReportedRequest {
  return {
    ...request,
    isReady: !isBroken({ uses, ...request }),
    variables: uses.map((use) => ({
      name: use.name,
      origin: use.origin,
      isUnresolved: isUnresolved(use),
      text: originText(use),
    })),
  }
}
