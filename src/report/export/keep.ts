import type { RunEvent } from '../../model/event.ts'
import type { FinalScopes } from '../../model/scope.ts'

/** What the events of a run tell that exports need. */
export interface Kept {
  readonly ranScripts: ReadonlySet<string>
  /** Absent until the run has ended. */
  readonly scopes: () => FinalScopes | undefined
}

/** Keeps what exports need of the unmasked events of a run, which `watch` passes on. */
export function keep(): Kept & { readonly watch: (events: AsyncIterable<RunEvent>) => AsyncIterable<RunEvent> } {
  const ranScripts = new Set<string>()
  let scopes: FinalScopes | undefined

  async function* watch(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
    for await (const event of events) {
      if (event.type === 'script:start') ranScripts.add(event.script.id)
      if (event.type === 'run:end') scopes = event.scopes
      yield event
    }
  }

  return { ranScripts, scopes: () => scopes, watch }
}
