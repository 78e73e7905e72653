import type { Setup } from '../client.ts'
import type { FlowStage } from '../flows/stage.ts'
import type { Stage } from '../oidc/stage.ts'

/** One stand-in for all switches, and what they need to be there. */
export interface Ground {
  readonly stage: Stage
  readonly flows: FlowStage
  readonly setup: Setup
}

/** How a switch shows, and what shows for some of its values. */
export interface Probe {
  readonly shows: Readonly<Record<string, unknown>>
  /** Does what the switch changes, and says what came of it. */
  readonly probe: (ground: Ground) => Promise<unknown>
}
