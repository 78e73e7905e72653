import type { RunEvent } from '../../model/event.ts'
import type { FinalScopes } from '../../model/scope.ts'

/** What the events of a run tell that exports need. */
export interface Kept {
  readonly ranScripts: ReadonlySet<string>
  /** Absent until the run has ended. */
  readonly scopes: () => FinalScopes | undefined
}

/** Passes the unmasked events of a run on, and keeps what exports need. */
export function keep(events: AsyncIterable<RunEvent>): Kept & { readonly events: AsyncIterable<RunEvent> } {
  const ranScripts = new Set<string>()
  let scopes: FinalScopes | undefined

  async function* seen(): AsyncGenerator<RunEvent, void> {
    for await (const event of events) {
      if (event.type === 'script:start') ranScripts.add(event.script.id)
      if (event.type === 'run:end') scopes = event.scopes
      yield event
    }
  }

  return { events: seen(), ranScripts, scopes: () => scopes }
}
