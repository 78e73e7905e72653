import { type Flag, group } from './flags/flag.ts'
import { GATE_FLAGS } from './flags/gate.ts'
import { INPUT_FLAGS } from './flags/inputs.ts'
import { PREVIEW_FLAGS } from './flags/preview.ts'
import { BEHAVIOUR, REPORT_FLAGS } from './flags/reports.ts'
import { REQUEST_FLAGS } from './flags/requests.ts'
import { RETRY_FLAGS } from './flags/retries.ts'
import { SCALE_FLAGS } from './flags/scale.ts'

/** Flags of `flowgate run`. Newman's names and meanings win wherever newman has the flag. */
export const RUN_FLAGS: readonly Flag[] = Object.freeze([
  ...INPUT_FLAGS,
  ...PREVIEW_FLAGS,
  ...REQUEST_FLAGS,
  ...RETRY_FLAGS,
  ...GATE_FLAGS,
  ...SCALE_FLAGS,
  ...REPORT_FLAGS,
])

/** Flags of `flowgate parity` alone. */
export const PARITY_FLAGS: readonly Flag[] = group('Comparison', [
  {
    name: 'newman-runs',
    type: 'count',
    value: 'n',
    help: 'Runs of newman: what differs among them is by lot. Every run sends all requests to the real servers',
    defaultText: '2',
  },
  {
    name: 'own-ways',
    type: 'boolean',
    help: 'Compare without --compat newman: shows what flowgate does otherwise on purpose',
  },
])

/** Those about reports that it knows. */
export const PARITY_REPORT_FLAGS: readonly Flag[] = Object.freeze(
  REPORT_FLAGS.filter(({ name }) => name === 'show-secrets'),
)

/** Flags of `flowgate standin`. */
export const STANDIN_FLAGS: readonly Flag[] = group('Stand-in', [
  { name: 'port', type: 'count', value: 'n', help: 'Port to listen on; 0 takes a free one', defaultText: '9400' },
  {
    name: 'host',
    type: 'text',
    value: 'address',
    help: 'Address to listen on; any other lets other machines in',
    defaultText: '127.0.0.1',
  },
  {
    name: 'seed',
    type: 'text',
    value: 'file',
    help: 'JSON file of environments, applications and users to start with',
  },
  BEHAVIOUR,
  { name: 'tls', type: 'boolean', help: 'Speak https with a certificate made at the start; the file of it is printed' },
])

/** Flags of `flowgate sign`: those of `run` that say where variables come from. */
export const SIGN_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Collection', [
    { name: 'collection', alias: 'c', type: 'text', value: 'path', help: 'Collection whose variables count' },
  ]),
  ...RUN_FLAGS.filter(({ name }) =>
    [
      'environment',
      'globals',
      'env-var',
      'global-var',
      'vault',
      'vault-var',
      'config',
      'explain',
      'insecure',
      'allow-host',
    ].includes(name),
  ),
])

/** Flags of `flowgate token`. */
export const TOKEN_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Signature', [
    { name: 'jwks', type: 'text', value: 'path', help: 'Check it with the keys of this file or URL' },
    {
      name: 'secret-env',
      type: 'text',
      value: 'name',
      help: 'Check it with the secret in this environment variable',
    },
  ]),
  ...RUN_FLAGS.filter(({ name }) => name === 'insecure'),
])

/** Flags of `flowgate snippet`. */
export const SNIPPET_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Snippet', [
    {
      name: 'request',
      alias: 'q',
      type: 'text',
      value: 'name',
      help: 'The request: its name, its id, or its path (Folder/Request)',
    },
    {
      name: 'language',
      alias: 'l',
      type: 'text',
      value: 'name',
      help: 'curl, csharp, go, http, java, jquery, nodejs, …',
    },
    {
      name: 'variant',
      type: 'text',
      value: 'name',
      help: 'Library or way to write it in',
      defaultText: 'the usual one',
    },
    { name: 'list', type: 'boolean', help: 'Print all languages with their variants' },
  ]),
  ...RUN_FLAGS.filter(({ name }) => ['postman-api-key', 'insecure', 'show-secrets'].includes(name)),
])

/** Flags of `flowgate report`: those of `run` about reports. */
export const LOG_REPORT_FLAGS: readonly Flag[] = Object.freeze(
  RUN_FLAGS.filter(
    ({ name, group: title }) =>
      name === 'suppress-exit-code' || (['Reports', 'Output'].includes(title) && name !== 'show-secrets'),
  ),
)

/** Flags of `flowgate drift`: those of `run` about what is sent, and with which values. */
export const DRIFT_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Drift', [
    { name: 'from', type: 'text', value: 'log', help: 'Read a run that was recorded with -r ndjson; nothing is sent' },
    {
      name: 'update',
      type: 'boolean',
      help: 'Write the examples back into the collection file, secrets masked, and leave all else as it is',
    },
  ]),
  ...RUN_FLAGS.filter(
    ({ name, group: title }) =>
      ['Collection', 'Variables', 'Requests', 'TLS', 'Identity'].includes(title) ||
      ['timeout', 'timeout-script', 'script-memory', 'script-packages', 'secret'].includes(name),
  ),
])

/** Flags of `flowgate doctor`: those of `run` about what is run, and with which values. */
export const DOCTOR_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Doctor', [
    { name: 'json', type: 'boolean', help: 'Print the findings as JSON' },
    { name: 'strict', type: 'boolean', help: 'Warnings end with exit code 1 as well' },
    {
      name: 'offline',
      type: 'boolean',
      help: 'Ask no host: leave out what is reachable, proxies, certificates and clocks',
    },
  ]),
  ...RUN_FLAGS.filter(
    ({ name, group: title }) =>
      title === 'TLS' ||
      ['environment', 'globals', 'iteration-data', 'folder', 'postman-api-key'].includes(name) ||
      ['env-var', 'global-var', 'working-dir', 'config', 'baseline', 'allow-host'].includes(name),
  ),
])

/** Flags that every command knows. */
export const COMMON_FLAGS: readonly Flag[] = group('General', [
  { name: 'help', alias: 'h', type: 'boolean', help: 'Show this help' },
  { name: 'version', alias: 'v', type: 'boolean', help: 'Show the version' },
])
