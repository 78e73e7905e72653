import type { Config } from '../model/config.ts'
import { CHECKS } from './config-checks.ts'
import { RETRY_CAUSES } from './config-retries.ts'
import { type ConfigSchema, publishedSchema } from './config-schema.ts'

/** One option of the configuration: one row, from which checks, messages and the published schema are made. */
interface ConfigOption {
  readonly schema: ConfigSchema
  /** How to write it. */
  readonly hint: string
}

/** How a module says what it says. */
export const SHAPE = 'Write export default { producers: { name: async ({ get, clock, random }) => value } }'

const TEXT: ConfigSchema = Object.freeze({ type: 'string' })
// A lone star would name everything.
const NAMES: ConfigSchema = Object.freeze<ConfigSchema>({
  type: 'array',
  items: { type: 'string', pattern: '[^*\\s_-]', words: 'a name' },
})

const MODE: ConfigSchema = Object.freeze<ConfigSchema>({ enum: ['off', 'shape', 'strict'] })

/** All options, by their names. After a change: `npm run schema` writes docs/flowgate.config.schema.json anew. */
export const OPTIONS: Readonly<Record<keyof Config, ConfigOption>> = Object.freeze({
  checks: {
    schema: CHECKS,
    hint: 'Write {"checks": [{"request": "Folder/Name", "status": 200, "jsonpath": [{"path": "$.id", "type": "string"}]}]}',
  },
  inputs: {
    schema: {
      description: 'Values for the inputs of producers, where no variable has one',
      type: 'object',
      additionalProperties: TEXT,
    },
    hint: 'Write {"inputs": {"requestAlg": "RS256"}}',
  },
  contract: {
    schema: {
      description: 'Hold responses against the examples saved with their requests; --contract wins',
      anyOf: [
        MODE,
        {
          type: 'object',
          properties: {
            default: { description: 'For requests that are not named', ...MODE },
            requests: {
              description: 'By id, path or name of a request, or path of a folder',
              type: 'object',
              additionalProperties: MODE,
            },
          },
        },
      ],
      words: 'off, shape or strict, or an object with default and requests',
    },
    hint: 'Write {"contract": "shape"}, or {"contract": {"default": "shape", "requests": {"Folder/Request": "off"}}}',
  },
  ordered: {
    schema: {
      description: 'Folders whose requests build on each other: --shuffle leaves the order within them as it is',
      type: 'array',
      items: TEXT,
    },
    hint: 'Write {"ordered": ["Folder/Path", "Checkout*"]}, or the name of a collection',
  },
  producers: {
    schema: {
      description: 'Producers of your own, by the variable they make; functions, so only a module can hold them',
      type: 'object',
      additionalProperties: { type: 'function' },
    },
    hint: SHAPE,
  },
  protectedHosts: {
    schema: {
      description: 'Hosts that nothing is sent to without --allow-host; * stands for any characters',
      type: 'array',
      items: { type: 'string', pattern: '^[^\\s/]+$', words: 'a host, as in api.example.com or *.example.com' },
    },
    hint: 'Write {"protectedHosts": ["api.pingone.com", "*.prod.example.com"]}',
  },
  retries: {
    schema: {
      description: 'When and how often failed items are tried again; flags win',
      type: 'object',
      properties: {
        count: { description: 'Attempts after the first', type: 'integer', minimum: 0, words: 'a whole number from 0' },
        on: { description: 'What for', type: 'array', items: { enum: RETRY_CAUSES } },
        unsafe: {
          description: 'What may be tried again although it sends other methods than GET, HEAD, OPTIONS and TRACE',
          anyOf: [{ type: 'boolean' }, { type: 'array', items: TEXT }],
          words: 'true, false or a list of names',
        },
        failOnFlaky: { description: 'Fail the run when an item passes only after a retry', type: 'boolean' },
      },
    },
    hint: 'Write {"retries": {"count": 2, "on": ["network", "5xx", "429"], "unsafe": ["Folder/Name"]}}',
  },
  secrets: {
    schema: {
      description: 'What names say about secrets; * stands for any characters, case, _ and - do not matter',
      type: 'object',
      properties: {
        names: { description: 'Names whose values are secrets, besides those that are known as such', ...NAMES },
        not: { description: 'Names whose values are none', ...NAMES },
      },
    },
    hint: 'Write {"secrets": {"names": ["*pin*"], "not": ["tokenType"]}}',
  },
  sequential: {
    schema: {
      description: 'Collections whose iterations hand something on to the next, true for all: they stay in one piece',
      anyOf: [{ enum: [true] }, { type: 'array', items: TEXT }],
      words: 'true or a list of names',
    },
    hint: 'Write {"sequential": ["Name of the collection"]}, or true for all collections',
  },
  tags: {
    schema: {
      description:
        'Tags for --tag, by name, id or path (Folder/Name) of requests; * stands for any characters but /, ** for any',
      type: 'object',
      additionalProperties: {
        type: 'array',
        items: { type: 'string', pattern: '^@?[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*$', words: 'a tag, which is one word' },
        words: 'a list of tags',
      },
    },
    hint: 'Write {"tags": {"Users/*": ["smoke"], "Delete user": ["slow"]}}',
  },
})

/** What the whole configuration has to look like. `$schema` is for editors. */
export const CONFIG: ConfigSchema = Object.freeze({
  type: 'object',
  properties: {
    $schema: { description: 'Where this schema is, for editors', ...TEXT },
    ...Object.fromEntries(Object.entries(OPTIONS).map(([name, { schema }]) => [name, schema])),
  },
})

/** The JSON Schema of flowgate.config.json, draft 2020-12, as docs/flowgate.config.schema.json has it. */
export function configSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of flowgate',
    ...publishedSchema(CONFIG),
  }
}
