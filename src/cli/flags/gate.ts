import { type Flag, group } from './flag.ts'

/** What does not turn a run red. */
export const GATE_FLAGS: readonly Flag[] = group('Known failures', [
  {
    name: 'baseline',
    type: 'text',
    value: 'path',
    isNegatable: true,
    help: 'Failures that are known and do not turn the run red; --no-baseline counts them all',
    defaultText: 'flowgate.baseline.json',
  },
  { name: 'strict-baseline', type: 'boolean', help: 'Exit 1 if a known failure does not happen' },
  {
    name: 'update-baseline',
    type: 'boolean',
    help: 'Write the failures of this run into the baseline: new ones need a reason, those that are gone go',
  },
])
