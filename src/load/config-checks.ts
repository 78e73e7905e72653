import type { CheckConfig, JsonPathCheck, JsonType } from '../model/check.ts'
import type { ConfigSchema } from './config-schema.ts'

const TYPES: readonly JsonType[] = Object.freeze<JsonType[]>([
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'array',
  'object',
])

const ANYTHING: ConfigSchema = Object.freeze({})
const COUNT: ConfigSchema = Object.freeze<ConfigSchema>({ type: 'integer', minimum: 0, words: 'a whole number from 0' })

const STATUS: ConfigSchema = Object.freeze<ConfigSchema>({
  anyOf: [
    { type: 'integer', minimum: 100, maximum: 599 },
    { type: 'string', pattern: '^[1-5]([0-9][0-9]|xx)$' },
  ],
  words: 'a status such as 200 or "2xx"',
})

const JSON_PATH: Readonly<Record<keyof JsonPathCheck, ConfigSchema>> = Object.freeze({
  path: { description: 'JSONPath (RFC 9535)', type: 'string', pattern: '^\\$', words: 'a JSONPath that begins with $' },
  exists: { description: 'Does it find anything', type: 'boolean' },
  count: { description: 'How many nodes it finds', ...COUNT },
  equals: { description: 'What each node is', ...ANYTHING },
  not: { description: 'What no node is', ...ANYTHING },
  in: { description: 'What each node is one of', type: 'array', minItems: 1, items: ANYTHING },
  matches: { description: 'A regular expression for texts', type: 'string' },
  contains: { description: 'A part of a text, or an element of a list', ...ANYTHING },
  type: { description: 'The JSON type of each node', enum: TYPES },
  length: { description: 'Characters, elements or members of each node', ...COUNT },
  min: { description: 'The least that each node is', type: 'number' },
  max: { description: 'The most that each node is', type: 'number' },
})

const CHECK: Readonly<Record<keyof CheckConfig, ConfigSchema>> = Object.freeze({
  request: {
    description: 'Name, id or path (Folder/Name) of the request; * stands for any characters but /, ** for any',
    type: 'string',
    pattern: '.',
    words: 'the name of a request',
  },
  status: {
    description: 'The status, or several of which it is one',
    anyOf: [STATUS, { type: 'array', minItems: 1, items: STATUS }],
    words: 'a status such as 200 or "2xx", or a list of them',
  },
  headers: {
    description: 'By name: the value, a pattern, or whether it is there',
    type: 'object',
    additionalProperties: {
      anyOf: [
        { type: 'string' },
        { type: 'boolean' },
        { type: 'object', required: ['matches'], properties: { matches: { type: 'string' } } },
      ],
      words: 'a text, true, false or {"matches": "regular expression"}',
    },
  },
  jsonpath: {
    description: 'Conditions on members of a JSON body',
    type: 'array',
    items: { type: 'object', required: ['path'], properties: JSON_PATH },
  },
  schema: {
    description: 'JSON Schema that the body fits, or the path of a file that holds it',
    anyOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'object', additionalProperties: ANYTHING }],
    words: 'a JSON Schema or the path of a file',
  },
  maxLatencyMs: { description: 'The longest that the last hop may take', type: 'number', minimum: 0 },
})

/** What `checks` of the configuration may be. */
export const CHECKS: ConfigSchema = Object.freeze<ConfigSchema>({
  description: 'What responses have to be like, for collections whose scripts one may not edit',
  type: 'array',
  items: { type: 'object', required: ['request'], properties: CHECK },
})
