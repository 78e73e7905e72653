import type { Documents } from '../model/documents.ts'
import type { RunEvent } from '../model/event.ts'
import type { WriteSnippets } from '../model/snippet.ts'
import type { Pulse } from './pulse.ts'
import type { Screen } from './screen.ts'

/** Events in, text out. Knows no file, no console, no clock; the same events give the same text, unless there is a pulse. */
export type Reporter = (events: AsyncIterable<RunEvent>) => AsyncIterable<string>

/** What a reporter may know besides the events. */
export interface ReporterContext {
  readonly screen: Screen
  /** Options given as `--reporter-<name>-<option>`, in camelCase; an option without a value is `true`. */
  readonly options: Readonly<Record<string, string | boolean>>
  /** Tells the user something that keeps nothing from going on, in a sentence. */
  readonly warn?: (text: string) => void
  /** The files that the run started from, parsed and masked like the events; only for reporters that show them. */
  readonly documents?: Documents
  /** For reports that a person watches. Absent: the run is over, or nobody watches. */
  readonly pulse?: Pulse
  /** Loads what writes requests as code; absent in the library, which does not have the generators. */
  readonly snippets?: () => Promise<WriteSnippets>
}

/** Makes one reporter for one report. */
export type CreateReporter = (context: ReporterContext) => Reporter
