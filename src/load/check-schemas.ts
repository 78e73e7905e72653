import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../errors.ts'
import type { JsonSchema } from '../model/check.ts'
import type { Config } from '../model/config.ts'
import { decode } from './decode.ts'
import { fileReason } from './file-reason.ts'
import { isRecord } from './plain.ts'

/** Puts the JSON Schemas in the place of the paths that checks name, which are relative to a folder. Fails with INPUT_UNREADABLE, INPUT_NOT_JSON, CONFIG_INVALID. */
export async function withCheckSchemas(config: Config, folder: string): Promise<Config> {
  const { checks } = config
  if (checks === undefined || !checks.some(({ schema }) => typeof schema === 'string')) return config
  const read = checks.map(async (check, index) =>
    typeof check.schema === 'string' ? { ...check, schema: await readSchema(check.schema, { folder, index }) } : check,
  )
  return { ...config, checks: await Promise.all(read) }
}

interface Where {
  readonly folder: string
  readonly index: number
}

async function readSchema(name: string, { folder, index }: Where): Promise<JsonSchema> {
  let text: string
  try {
    text = decode(await readFile(join(folder, name)))
  } catch (cause) {
    throw new RunnerError(
      'INPUT_UNREADABLE',
      `Cannot read "${name}" of checks[${index}].schema: ${fileReason(cause)}`,
      {
        hint: `Paths of schemas start from the folder of the configuration, "${folder}"`,
        cause,
      },
    )
  }
  const { parseJsonc } = await import('./jsonc.ts')
  const schema = parseJsonc({ kind: 'configuration', name, text })
  if (isRecord(schema) || typeof schema === 'boolean') return schema
  throw new RunnerError('CONFIG_INVALID', `Cannot use "${name}" of checks[${index}].schema: it is no JSON Schema`, {
    hint: 'A JSON Schema is an object, or true or false',
  })
}
