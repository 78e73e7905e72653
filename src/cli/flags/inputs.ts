import { type Flag, group } from './flag.ts'

/** What is run, and with which values. Source: newman's README, "Command line options". */
export const INPUT_FLAGS: readonly Flag[] = Object.freeze([
  ...group('Collection', [
    {
      name: 'environment',
      alias: 'e',
      type: 'text',
      inline: 'any',
      value: 'path',
      help: 'Environment: file, URL or id of the Postman API',
    },
    { name: 'globals', alias: 'g', type: 'text', inline: 'any', value: 'path', help: 'Globals file or URL' },
    {
      name: 'iteration-data',
      alias: 'd',
      type: 'text',
      inline: 'list',
      value: 'path',
      help: 'Iteration data, CSV or JSON',
    },
    {
      name: 'iteration-count',
      alias: 'n',
      type: 'count',
      value: 'n',
      help: 'Iterations to run',
      defaultText: 'rows of data, else 1',
    },
    {
      name: 'only-iterations',
      type: 'text',
      value: 'list',
      help: 'Of all iterations only these, counted from 1: 3, or 2,5-7; each has its own row of data',
    },
    {
      name: 'data-types',
      type: 'choice',
      choices: ['auto', 'string'],
      value: 'auto|string',
      help: 'CSV cells that look like numbers are numbers (auto), or none is',
      defaultText: 'auto',
    },
    {
      name: 'folder',
      alias: 'i',
      type: 'repeat',
      value: 'name',
      help: 'Run only this folder or request: name, id or path A/B; repeatable',
    },
    {
      name: 'grep',
      type: 'repeat',
      value: 'text|/regex/',
      help: 'Run only requests whose path Folder/Request has this; repeatable',
    },
    {
      name: 'exclude',
      type: 'repeat',
      value: 'text|/regex/',
      help: 'Leave out requests whose path has this; repeatable',
    },
    {
      name: 'tag',
      type: 'repeat',
      value: 'name',
      help: 'Run only requests with @name in the name or description of theirs or of a folder above; repeatable',
    },
    {
      name: 'postman-api-key',
      type: 'text',
      value: 'key',
      help: 'For collections and environments of the Postman API',
      defaultText: '$POSTMAN_API_KEY',
    },
    { name: 'cookie-jar', type: 'text', value: 'path', help: 'Start with the cookies of this file' },
  ]),
  ...group('Variables', [
    { name: 'env-var', type: 'repeat', value: 'key=value', help: 'Set an environment variable; repeatable' },
    { name: 'global-var', type: 'repeat', value: 'key=value', help: 'Set a global variable; repeatable' },
    { name: 'vault', type: 'text', value: 'path', help: 'Secrets of pm.vault and {{vault:name}}, a JSON file' },
    { name: 'vault-var', type: 'repeat', value: 'key=value', help: 'Set a secret of the vault; repeatable' },
  ]),
  ...group('Exports', [
    {
      name: 'export-environment',
      type: 'text',
      alone: '',
      value: 'path',
      help: 'Write the environment as the run leaves it; a file or folder, without a path newman/',
    },
    {
      name: 'export-globals',
      type: 'text',
      alone: '',
      value: 'path',
      help: 'Write the globals as the run leaves them',
    },
    {
      name: 'export-collection',
      type: 'text',
      alone: '',
      value: 'path',
      help: 'Write the collection with its variables as the run leaves them',
    },
    { name: 'export-cookie-jar', type: 'text', alone: '', value: 'path', help: 'Write the cookies the run leaves' },
    {
      name: 'export-secrets',
      type: 'boolean',
      help: 'Write values of variables typed secret into exports; they are masked otherwise',
    },
  ]),
])
