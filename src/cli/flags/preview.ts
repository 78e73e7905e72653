import { type Flag, group } from './flag.ts'

/** What is run, and a look at it before anything is sent. */
export const PREVIEW_FLAGS: readonly Flag[] = group('What runs', [
  {
    name: 'last-failed',
    type: 'text',
    alone: '',
    follows: /\.ndjson$/,
    isNegatable: true,
    value: 'log',
    help: 'Run only what failed when it was run last in this folder, or in this event log; --no-last-failed records nothing',
  },
  {
    name: 'list',
    type: 'text',
    alone: 'tree',
    follows: /^(tree|json)$/,
    choices: ['tree', 'json'],
    value: 'json',
    help: 'Print the requests that would run, in order, and send nothing',
  },
  {
    name: 'dry-run',
    type: 'text',
    alone: 'tree',
    follows: /^(tree|json)$/,
    choices: ['tree', 'json'],
    value: 'json',
    help: 'Print each request as it would be sent and the variables that nothing sets, and send nothing: exit 1 if there are any',
  },
])
