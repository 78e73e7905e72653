import type { ErrorObject, ValidateFunction } from 'ajv'
import type { JsonSchema } from '../model/check.ts'
import { failed, passed, valueText } from './assertion.ts'
import type { NamedCheck } from './json-path.ts'
import { refuse } from './refusal.ts'

const NAME = 'body fits the schema'

/** Makes the check of a JSON Schema: draft-07 if it says so, else 2020-12. Throws CONFIG_INVALID for a schema that cannot be used. */
export async function schemaCheck(schema: JsonSchema, place: string): Promise<NamedCheck> {
  const validate = await compiled(schema, place)
  return {
    name: NAME,
    check: (body) => {
      if (validate(body)) return passed(NAME)
      const errors = validate.errors ?? []
      const shown = errors.slice(0, MAX_LINES).map(errorText)
      const more = errors.length - shown.length
      const message = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
      const [first] = errors
      return failed(NAME, message, { expected: first?.message ?? 'a body that fits', actual: first?.data ?? null })
    },
  }
}

async function compiled(schema: JsonSchema, place: string): Promise<ValidateFunction> {
  const dialect = typeof schema === 'object' ? JSON.stringify(schema['$schema']) : undefined
  const isDraft07 = dialect !== undefined && /draft-07\/schema#?"$/.test(dialect)
  if (dialect !== undefined && !isDraft07 && !/draft\/2020-12\/schema#?"$/.test(dialect))
    throw refuse(place, `its $schema is ${dialect}; draft 2020-12 and draft-07 can be used`)

  // Only who checks schemas waits for them.
  const Ajv = isDraft07 ? (await import('ajv')).Ajv : (await import('ajv/dist/2020.js')).Ajv2020
  const formats = await import('ajv-formats')
  // Keywords of others (OpenAPI's example) are left alone, as JSON Schema wants it; `verbose` shows the value that is wrong.
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, logger: false })
  formats.default.default(ajv)
  try {
    return ajv.compile(schema)
  } catch (cause) {
    throw refuse(place, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

/** `response.body/users/0/id: expected to be string, got 7`. The message of a missing member is about the object that lacks it. */
function errorText({ instancePath, message = 'does not fit', keyword, data, params }: ErrorObject): string {
  const place = `response.body${instancePath}`
  if (keyword === 'required') return `${place}: expected member ${JSON.stringify(params['missingProperty'])}, got none`
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return `${place}: ${message}, got ${JSON.stringify(params['additionalProperty'] ?? params['unevaluatedProperty'])}`
  if (keyword === 'enum')
    return `${place}: expected one of ${JSON.stringify(params['allowedValues'])}, got ${valueText(data)}`
  return `${place}: expected it ${message.replace(/^must /, 'to ')}, got ${valueText(data)}`
}

const MAX_LINES = 20
