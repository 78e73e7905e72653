import { type Flag, group } from './flag.ts'

/** What is tried again, waited for and repeated. */
export const RETRY_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Retries and limits', [
    { name: 'retries', type: 'count', value: 'n', help: 'Try a failed item again, up to n times', defaultText: '0' },
    {
      name: 'retry-on',
      type: 'list',
      value: 'cause',
      help: 'What for: network, 5xx, 429, assertion',
      defaultText: 'network,5xx,429',
    },
    {
      name: 'retry-unsafe',
      type: 'boolean',
      help: 'Also items that send other methods than GET, HEAD, OPTIONS and TRACE',
    },
    { name: 'fail-on-flaky', type: 'boolean', help: 'Exit 1 if an item passes only after a retry' },
    {
      name: 'retry-after',
      type: 'boolean',
      help: 'Wait as long as a server asks (Retry-After with 429 or 503) and send again; --no-retry-after takes its answer as it is',
      defaultText: 'on',
    },
    {
      name: 'max-wait',
      type: 'ms',
      value: 'ms',
      help: 'The longest such wait; a server that asks for more is not waited for',
      defaultText: '1m',
    },
    {
      name: 'max-rps',
      type: 'count',
      value: 'n',
      help: 'Requests a second to one host, at most',
      defaultText: 'no limit',
    },
  ]),
  ...group('Repetitions', [
    {
      name: 'repeat',
      type: 'count',
      value: 'n',
      help: 'Run everything n times, each time from the start; tells what fails in some repetitions only',
      defaultText: '1',
    },
    {
      name: 'shuffle',
      type: 'boolean',
      help: 'Requests in another order each time, within their folders; folders in one piece',
    },
    {
      name: 'seed',
      type: 'count',
      value: 'n',
      help: 'Which orders: repetition i has that of n + i - 1; with --shuffle',
      defaultText: 'by lot, and told',
    },
  ]),
])
