import { type Flag, group } from './flag.ts'

/** Several units of a run at once, here and on other machines. */
export const SCALE_FLAGS: readonly Flag[] = group('Scale', [
  {
    name: 'workers',
    type: 'text',
    value: 'n|auto',
    help: 'Run so many collections and iterations at once; each starts from the variables and cookies of the start',
    defaultText: 'one after the other',
  },
  {
    name: 'shard',
    type: 'text',
    value: 'i/n|auto|auto/n',
    help: 'Run one part of n of the collections and iterations; auto takes i and n from the CI system, auto/n only i',
  },
  {
    name: 'timings',
    type: 'repeat',
    value: 'path',
    help: 'Split by what iterations took before: a timings report, or an event log; repeatable',
  },
])
