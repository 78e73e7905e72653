import { type Flag, group } from './flag.ts'

/** How requests are sent, and when the run stops. Source: newman's README, "Command line options". */
export const REQUEST_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Requests', [
    { name: 'ignore-redirects', type: 'boolean', help: 'Do not follow redirects' },
    { name: 'delay-request', type: 'ms', alone: '0', value: 'ms', help: 'Pause before each request', defaultText: '0' },
    {
      name: 'timeout-request',
      type: 'ms',
      alone: '0',
      value: 'ms',
      help: 'Time for one request with its redirects, 0 = no limit',
      defaultText: '2m',
    },
    {
      name: 'send-unsigned',
      type: 'boolean',
      help: 'Send requests that cannot be signed, with a warning; they fail otherwise',
    },
    {
      name: 'working-dir',
      type: 'text',
      value: 'path',
      help: 'Folder that files of request bodies are read from',
      defaultText: 'the current folder',
    },
    {
      name: 'insecure-file-read',
      type: 'boolean',
      help: 'Read body files outside the working dir; --no-insecure-file-read forbids it',
      defaultText: 'on',
    },
  ]),
  ...group('TLS', [
    { name: 'insecure', alias: 'k', type: 'boolean', help: 'Accept any TLS certificate' },
    { name: 'ssl-client-cert', type: 'text', value: 'path', help: 'Client certificate, PEM, for every host' },
    { name: 'ssl-client-key', type: 'text', value: 'path', help: 'Its private key, PEM' },
    { name: 'ssl-client-passphrase', type: 'text', value: 'text', help: 'Opens that key' },
    {
      name: 'ssl-client-cert-list',
      type: 'text',
      inline: 'list',
      value: 'path',
      help: 'Client certificates by URL pattern, JSON as in Postman; comes before --ssl-client-cert',
    },
    {
      name: 'ssl-extra-ca-certs',
      type: 'text',
      value: 'path',
      help: 'Authorities to trust besides the usual ones, PEM',
    },
  ]),
  ...group('Run control', [
    {
      name: 'bail',
      type: 'text',
      alone: 'failure',
      follows: /^(folder|failure)(,(folder|failure))*$/,
      value: 'folder|failure',
      help: 'Stop at the first failure (folder: at the first error that is no failed assertion)',
    },
    {
      name: 'timeout',
      type: 'ms',
      alone: '0',
      value: 'ms',
      help: 'Time for the whole run, 0 = no limit',
      defaultText: '0',
    },
    {
      name: 'timeout-script',
      type: 'ms',
      alone: '0',
      value: 'ms',
      help: 'Time for one script, 0 = no limit',
      defaultText: '3m',
    },
    {
      name: 'script-memory',
      type: 'count',
      value: 'MB',
      help: 'What scripts may take before they are ended',
      defaultText: '512',
    },
    { name: 'script-packages', type: 'text', value: 'folder', help: 'Packages that pm.require finds' },
    { name: 'suppress-exit-code', alias: 'x', type: 'boolean', help: 'Exit 0 even if the run has failures' },
    {
      name: 'engine',
      type: 'choice',
      choices: ['flowgate', 'newman'],
      value: 'flowgate|newman',
      help: 'Run with the newman package, if it is installed, into the same reports',
      defaultText: 'flowgate',
    },
    {
      name: 'compat',
      type: 'choice',
      choices: ['newman'],
      value: 'newman',
      help: 'Do all as newman does where flowgate knows better; other flags win over it',
    },
  ]),
])
