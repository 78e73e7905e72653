import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests that need dist/: they spawn the binary, or the worker thread of the scripts. */
const BINARY = [
  'test/e2e/**/*.test.ts',
  'test/compat/**/*.test.ts',
  'test/browser/**/*.test.ts',
  'test/kept/**/*.test.ts',
  'test/script/corpus.test.ts',
  'test/script/foreign.test.ts',
  'test/script/isolation.test.ts',
  'test/script/host.test.ts',
  'test/script/import.test.ts',
  'test/script/open-realm.test.ts',
  'test/script/realm.test.ts',
  'test/script/realm-events.test.ts',
  'test/script/thread.test.ts',
  'test/script/realm/libraries.test.ts',
  'test/script/realm/sugar.test.ts',
  'test/script/realm/web.test.ts',
]

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'threads',
    // Most of the binary's tests wait for processes that they have started: a worker for each core, not one less.
    maxWorkers: availableParallelism(),
    projects: [
      { extends: true, test: { name: 'unit', isolate: false, include: ['test/**/*.test.ts'], exclude: BINARY } },
      {
        extends: true,
        test: { name: 'binary', isolate: false, include: BINARY, globalSetup: ['test/support/build.ts'] },
      },
    ],
  },
})
