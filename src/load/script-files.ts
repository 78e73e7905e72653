import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Variable } from '../model/collection.ts'
import type { ScriptFiles } from '../model/options.ts'
import { decode } from './decode.ts'
import { fileReason } from './file-reason.ts'
import { codeOf, type Input, refusal } from './input.ts'
import { parseJson } from './json.ts'
import { isRecord, textOf } from './plain.ts'
import { type ReadOptions, readText } from './read.ts'

/** What scripts find beside their variables. */
export interface ScriptSupply {
  readonly vault: readonly Variable[]
  readonly packages?: Readonly<Record<string, string>>
}

/**
 * Reads the vault file and the folder of packages, and adds the vault variables of the command line, which win.
 * Fails with INPUT_UNREADABLE, INPUT_NOT_JSON, and VAULT_INVALID for a file that holds no secrets.
 */
export async function loadScriptFiles(
  { vault, vaultVar = [], packages }: ScriptFiles,
  options: ReadOptions,
): Promise<ScriptSupply> {
  const file = vault === undefined ? [] : await readVault(vault, options)
  return {
    vault: [...file, ...vaultVar],
    ...(packages !== undefined && { packages: await readPackages(packages) }),
  }
}

/** `{ "name": "value" }`, or the shape of an environment: `{ "values": [{ "key", "value" }] }`. */
async function readVault(path: string, options: ReadOptions): Promise<readonly Variable[]> {
  const input = await readText(path, 'vault', options)
  const json = await parseJson(input)
  if (!isRecord(json)) throw shapeRefusal(input)
  const { values } = json
  if (!Array.isArray(values)) return Object.entries(json).map((entry) => secret(entry, input))
  return values
    .filter((entry) => isRecord(entry) && entry['disabled'] !== true && entry['enabled'] !== false)
    .map((entry) => secret([entry['key'], entry['value']], input))
}

function secret([key, value]: readonly [unknown, unknown], input: Input): Variable {
  if (typeof key !== 'string' || key === '' || (typeof value === 'object' && value !== null)) throw shapeRefusal(input)
  return { key, value: textOf(value) ?? '', type: 'secret' }
}

function shapeRefusal(input: Input): Error {
  const hint = 'Write { "name": "value" }, or export an environment'
  return refusal(input, 'it holds no secrets by name', { code: 'VAULT_INVALID', hint })
}

/**
 * Every script file of a folder by the name that pm.require calls it: `@team/tools.js` is `@team/tools`, `tools/index.js` is `tools`,
 * and what lies in `npm/` or `jsr/` is called `npm:…` and `jsr:…`.
 */
async function readPackages(folder: string): Promise<Readonly<Record<string, string>>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile() && /\.c?js$/.test(entry.name))
    const read = files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [packageName(relative(folder, path)), decode(await readFile(path))] as const
    })
    return Object.fromEntries(await Promise.all(read))
  } catch (cause) {
    const hint = 'Pass a folder to --script-packages'
    throw refusal(
      { kind: 'script packages', name: folder },
      codeOf(cause) === 'ENOTDIR' ? 'it is no folder' : fileReason(cause),
      {
        code: 'INPUT_UNREADABLE',
        hint,
        cause,
      },
    )
  }
}

function packageName(path: string): string {
  const name = path
    .split(sep)
    .join('/')
    .replace(/\.c?js$/, '')
    .replace(/\/index$/, '')
  return name.replace(/^(npm|jsr)\//, '$1:')
}
