import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** The licences of what is bundled; they ask to be kept with it. */
export function licenses(files) {
  const folders = new Set(
    files.flatMap((file) => /^(?:.*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  )
  const texts = new Map([...folders].map((folder) => licenseOf(join(root, folder))))
  return [...texts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, text]) => `${title}\n\n${text}\n`)
    .join('\n\n')
}

const SPELLINGS = /^(licen[cs]e|copying|mit-license|notice)/i

function licenseOf(folder) {
  const { name, version, license, licenses, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const found = readdirSync(folder).filter((file) => SPELLINGS.test(file))
  const named = license?.type ?? license ?? licenses?.map(({ type }) => type).join(', ')
  if (found.length === 0 && named === undefined) throw new Error(`${name} ${version} says nothing of its licence`)
  const text = found.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  return [`${name} ${version}`, text || `Licence: ${named}. Author: ${author?.name ?? author ?? 'not named'}`]
}
