import { type Flag, group } from './flag.ts'

/** What docs/standin.md lists: how the stand-in answers where PingOne's documentation leaves it open. */
export const BEHAVIOUR: Omit<Flag, 'group'> = Object.freeze({
  name: 'behaviour',
  type: 'repeat',
  value: 'name=value',
  help: "How the stand-in answers where PingOne's documentation leaves it open (docs/standin.md)",
})

/** Native signing, reports and the terminal. Source: newman's README, "Command line options". */
export const REPORT_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Identity', [
    { name: 'standin', type: 'boolean', help: 'Start the PingOne stand-in and point authPath and apiPath at it' },
    BEHAVIOUR,
    {
      name: 'native',
      type: 'boolean',
      help: 'Make signed values natively; --no-native runs the marked scripts instead',
      defaultText: 'on',
    },
    {
      name: 'config',
      type: 'text',
      value: 'path',
      help: 'Inputs and producers of your own',
      defaultText: 'flowgate.config.{ts,mjs,js,json}',
    },
    { name: 'explain', type: 'boolean', help: 'Print header and claims of the JWTs that are signed' },
    {
      name: 'angle',
      type: 'boolean',
      help: 'Resolve <<name>> like {{name}}; --no-angle leaves it as written',
      defaultText: 'on',
    },
  ]),
  ...group('Reports', [
    {
      name: 'reporters',
      alias: 'r',
      spellings: ['reporter'],
      type: 'list',
      alone: '',
      value: 'name[=path]',
      help: 'cli, junit, json, html, ndjson, ctrf, tap, har, timings, github, azure, markdown, progress, emojitrain, or a package newman-reporter-<name>; a file goes to reports/ unless told otherwise',
      defaultText: 'cli',
    },
    { name: 'reporter-<name>-<option>', type: 'text', value: 'value', help: 'An option for that reporter' },
    {
      name: 'reporter-<name>-export',
      type: 'text',
      value: 'path',
      help: 'Where the report of that name goes: a file, or a folder that exists',
    },
    {
      name: 'secret',
      type: 'repeat',
      value: 'name',
      help: 'Mask the values of this variable, as if it were typed secret; repeatable',
    },
    { name: 'show-secrets', type: 'boolean', help: 'Do not mask secrets in reports and on the terminal' },
  ]),
  ...group('Output', [
    {
      name: 'color',
      type: 'choice',
      choices: ['auto', 'on', 'off'],
      value: 'auto|on|off',
      help: 'Colour',
      defaultText: 'auto',
    },
    { name: 'disable-unicode', type: 'boolean', help: 'ASCII signs only' },
    {
      name: 'verbose',
      type: 'boolean',
      choices: ['failures'],
      help: 'Show headers, bodies and times of every request on the terminal, or of those that failed',
    },
    { name: 'silent', type: 'boolean', help: 'No terminal report' },
  ]),
])
