import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the corpus lies. */
export const CORPUS = import.meta.dirname

/** What a script finds when its file says nothing else. A file's first comment replaces these keys one by one. */
const DEFAULTS = {
  phase: 'test',
  item: { id: 'item-1', name: 'List users' },
  owner: 'List users',
  location: ['Shop', 'Users', 'List users'],
  iteration: 0,
  iterations: 1,
  local: {},
  data: {},
  environment: {},
  collection: {},
  globals: {},
  names: {},
  request: {
    method: 'GET',
    url: 'https://api.test/users?page=2',
    header: [{ key: 'Accept', value: 'application/json' }],
  },
  answers: [],
  jar: [],
  before: [],
  fresh: false,
  dialects: ['postman', 'newman'],
}

const DEFAULT_RESPONSE = { json: { id: 7, name: 'Ada', tags: ['a', 'b'] } }

const CONTEXT = /^\/\*\s*(\{[\s\S]*?\})\s*\*\/\r?\n/

/** All cases whose name (`branch/name`) fits, in the order of their names. */
export function readCases(filter = /./) {
  const branches = readdirSync(CORPUS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return branches
    .flatMap(({ name: branch }) =>
      readdirSync(join(CORPUS, branch))
        .filter((file) => file.endsWith('.js'))
        .map((file) => ({ branch, name: `${branch}/${file.slice(0, -3)}`, path: join(CORPUS, branch, file) })),
    )
    .filter(({ name }) => filter.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ branch, name, path }) => ({ branch, name, ...parseCase(readFileSync(path, 'utf8'), name) }))
}

/** The text of a file → the script and its context, with defaults. */
function parseCase(text, name) {
  const match = CONTEXT.exec(text)
  if (match === null) return { source: text, context: contextOf({}) }
  try {
    return { source: text.slice(match[0].length), context: contextOf(JSON.parse(match[1])) }
  } catch (error) {
    throw new Error(`${name}: the comment at its start is no JSON: ${error.message}`, { cause: error })
  }
}

function contextOf(given) {
  const unknown = Object.keys(given).filter((key) => !(key in DEFAULTS) && !OPTIONAL.includes(key))
  if (unknown.length > 0) throw new Error(`unknown key "${unknown.join('", "')}"`)
  const context = { ...DEFAULTS, ...given }
  const response = given.response === undefined ? DEFAULT_RESPONSE : given.response
  const hasResponse = context.phase === 'test' && response !== null
  return {
    ...context,
    ...Object.fromEntries(SCOPES.map((scope) => [scope, variables(context[scope])])),
    response: hasResponse ? responseOf(response) : undefined,
    answers: context.answers.map((answer) => ({
      to: answer.to ?? '',
      ...(answer.error ? { error: answer.error } : { response: responseOf(answer) }),
    })),
  }
}

const OPTIONAL = ['response', 'vault', 'packages']

const SCOPES = ['local', 'environment', 'collection', 'globals']

/** Variables as `{ name: value }`, or as Postman's list. */
function variables(given) {
  return Array.isArray(given) ? given : Object.entries(given).map(([key, value]) => ({ key, value }))
}

/** A response with its bytes: from `json`, `text` or `base64`. */
function responseOf({ code = 200, status = 'OK', headers, json, text, base64, cookies = [], time = 42, ...rest }) {
  const unknown = Object.keys(rest).filter((key) => key !== 'to')
  if (unknown.length > 0) throw new Error(`unknown key "${unknown.join('", "')}" of a response`)
  const isJson = json !== undefined
  return {
    code,
    status,
    headers: headersOf(headers ?? (isJson ? { 'Content-Type': 'application/json' } : {})),
    body:
      base64 === undefined ? Buffer.from(isJson ? JSON.stringify(json) : (text ?? '')) : Buffer.from(base64, 'base64'),
    time,
    cookies: cookies.map((cookie) => ({
      domain: 'api.test',
      path: '/',
      secure: false,
      httpOnly: false,
      hostOnly: true,
      ...cookie,
    })),
  }
}

function headersOf(headers) {
  const list = Array.isArray(headers) ? headers : Object.entries(headers)
  return list.map(([key, value]) => ({ key, value }))
}

/**
 * What a pm.sendRequest is answered with: the first answer whose `to` is part of `host/path` of the URL (Postman's JSON),
 * else `{"ok":true}`.
 */
export function answerTo(url, answers) {
  const place = [(url?.host ?? []).join('.'), ...(url?.path ?? [])].join('/')
  return answers.find(({ to }) => place.includes(to)) ?? { response: responseOf({ json: { ok: true } }) }
}
