import { afterAll, beforeAll, expect } from 'vitest'
import type { ScriptOutcome } from '../../src/engine/ports.ts'
import type { createScriptHost as create, ScriptHost } from '../../src/script/host.ts'
import { type JobChange, type RecordingBridge, recordingBridge, scriptJob } from './script.ts'

// The worker is a file of its own, which only the build makes.
const built = new URL('../../dist/script/host.js', import.meta.url).href

/** createScriptHost of the build. */
export const { createScriptHost } = (await import(built)) as { readonly createScriptHost: typeof create }

/** What a script came to, and what it did to the bridge. */
export interface Ran {
  readonly outcome: ScriptOutcome
  readonly calls: RecordingBridge['calls']
}

/** Runs a script in the host of a test file. */
export type RunJob = (job: JobChange, bridge?: RecordingBridge) => Promise<Ran>

/** One host for all tests of a file. */
export function useScriptHost(): RunJob {
  let host: ScriptHost
  beforeAll(() => {
    host = createScriptHost({ startTimeoutMs: 30_000 })
  })
  afterAll(() => host.close())
  return async (job, bridge = recordingBridge()) => ({
    outcome: await host.run(scriptJob(job), bridge),
    calls: bridge.calls,
  })
}

/** What a script that ended well has printed: one list for each call of console. */
export function linesOf({ outcome, calls }: Ran): readonly unknown[] {
  expect(outcome.failure).toBeUndefined()
  return calls.flatMap((call) => ('print' in call ? [call.values] : []))
}
