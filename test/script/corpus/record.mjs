/**
 * Records what the official packages do with the scripts of the corpus:
 *
 *     node test/script/corpus/record.mjs [filter]     all scripts, or those whose branch/name fits the regular expression
 *     node test/script/corpus/record.mjs --new        those that have no recording yet
 *
 * A script is a file `<branch>/<name>.js`; a comment at its very start may hold JSON that says what it finds: see DEFAULTS
 * in case.mjs, and besides them
 *
 * - `local environment collection globals`: `{ name: value }` or Postman's list; `data`: a row; `names`: names of the scopes
 * - `request`: Postman's JSON; `response`: `{ code, status, headers, json | text | base64, cookies, time }`, or null for none
 * - `answers`: what pm.sendRequest gets, responses or `{ error }`, each with `to`, a part of the URL it is for
 * - `jar`: the cookies at the start, as `[url, Set-Cookie line]`; `vault`: `{ name: value }`; `packages`: `{ name: code }`
 * - `before`: scripts that run in the same sandbox first (nothing of them is compared, their mutations are not kept)
 * - `fresh`: true for a script that leaves traces; it gets a sandbox of its own. All scripts with `before` do, too
 * - `dialects`: which of `postman` (postman-sandbox 6.7.4) and `newman` (4.7.1) it is meant for
 *
 * Expectations go to `<branch>/recorded.json`: by the name of the script `both`, or one for each dialect:
 *
 * - `assertions`, `console` (`[level, ...values]`), `mutations` (scope → name → value), `error` (the first), `nextRequest`,
 *   `skipped`, `request` (Postman's JSON, if a pre-request script changed it), `sent` (requests of pm.sendRequest),
 *   `jar` (its cookies at the end, if they changed), `vault` (likewise), `visualizer`. What is absent did not happen.
 * - `late`: what came after the package had called the script ended. Not compared.
 * - `dies`: an unhandled rejection, which ends the process of newman; `hangs`: no end after three seconds. Neither is compared.
 *
 * How the official reports are brought into this form:
 *
 * - Values: see plain.mjs. Errors are `{ name, message }`.
 * - Of several errors the first is `error`, the others are lines of the console, as we print them.
 * - console.clear() is left out, and so is all that a script reports after skipRequest, as in postman-runtime.
 * - Mutations are those that the package tracked, one for each name; removing what was not there is none.
 * - nextRequest is a text or null; any other value ends the iteration as null does.
 * - Each script gets a fresh official sandbox; pm.vault is there only when the context has `vault`, pm.require when it has
 *   `packages`; pm.datasets and pm.execution.runRequest are never there.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORPUS, readCases } from './case.mjs'
import { recordCase } from './official.mjs'

const [argument = '.'] = process.argv.slice(2)
const onlyNew = argument === '--new'
const cases = readCases()
const wanted = cases.filter(({ branch, name }) =>
  onlyNew ? recordedOf(branch)[shortOf(name)] === undefined : new RegExp(argument).test(name),
)

for (const branch of new Set(wanted.map((entry) => entry.branch))) {
  const before = recordedOf(branch)
  const after = {}
  for (const entry of cases.filter((other) => other.branch === branch)) {
    const short = shortOf(entry.name)
    after[short] = wanted.includes(entry) ? await record(entry) : before[short]
    if (after[short] === undefined) delete after[short]
  }
  writeFileSync(fileOf(branch), `${compact(after)}\n`)
}
process.exit(0)

async function record(entry) {
  const recordings = {}
  for (const dialect of entry.context.dialects) recordings[dialect] = await recordCase(entry, dialect)
  const { postman, newman } = recordings
  const isSame = postman && newman && JSON.stringify(postman) === JSON.stringify(newman)
  const bad = Object.entries(recordings).filter(([, { dies, hangs }]) => dies || hangs)
  for (const [dialect, { dies }] of bad)
    console.log(`${entry.name} (${dialect}): ${dies ? `dies of ${dies}` : 'hangs'}`)
  return isSame ? { both: postman } : recordings
}

function shortOf(name) {
  return name.split('/')[1]
}

function fileOf(branch) {
  return join(CORPUS, branch, 'recorded.json')
}

function recordedOf(branch) {
  return existsSync(fileOf(branch)) ? JSON.parse(readFileSync(fileOf(branch), 'utf8')) : {}
}

/** JSON that keeps on one line what fits there. */
function compact(value, indent = '', key = '') {
  const flat = JSON.stringify(value)
  if (flat === undefined || typeof value !== 'object' || value === null) return flat
  if (indent.length + key.length + flat.length <= 118) return flat
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((entry) => `${inner}${compact(entry, inner)}`)
    : Object.entries(value).map(([name, entry]) => `${inner}${JSON.stringify(name)}: ${compact(entry, inner, name)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}
