import { createRequire } from 'node:module'
import { answerTo } from './case.mjs'
import { optionsOf, responseDefinition, SCOPES, targetOf } from './official-input.mjs'
import { cookieLines, plain, plainError } from './plain.mjs'

const require = createRequire(import.meta.url)
const { CookieJar, Cookie, MemoryCookieStore } = require('@postman/tough-cookie')
const sdk = require('postman-collection')

/** The official packages. `newman` is the one that newman 6.2.2 brings along, four years of scripts rely on it. */
const PACKAGES = {
  postman: 'postman-sandbox',
  newman: 'postman-runtime/node_modules/postman-sandbox',
}

/** Parts of pm that need a Postman account or a collection service; `vault` is there when the context has one. */
const MISSING_APIS = ['datasets', 'execution.runRequest']

const TIME_LIMIT_MS = 3000

/** Time for what a script does after the package has called it ended. */
const AFTERLIFE_MS = 15

/** Starts an official sandbox. */
function startSandbox(dialect, context) {
  const { createContext } = require(PACKAGES[dialect])
  const disabledAPIs = [...MISSING_APIS, ...(context.vault ? [] : ['vault'])]
  return new Promise((resolve, reject) => {
    createContext(dialect === 'postman' ? { disabledAPIs } : {}, (error, sandbox) =>
      error ? reject(error) : resolve(sandbox),
    )
  })
}

/** Runs the script of a case in a fresh official sandbox, after those in `before`, and says what it did. */
export async function recordCase({ source, context }, dialect) {
  const sandbox = await startSandbox(dialect, context)
  sandbox.on('error', () => undefined)
  const unhandled = []
  const onUnhandled = (reason) => unhandled.push(reason)
  process.on('unhandledRejection', onUnhandled)
  process.on('uncaughtException', onUnhandled)
  try {
    for (const script of context.before) await execute(sandbox, script, context)
    const recorded = await execute(sandbox, source, context)
    if (unhandled.length === 0) return recorded
    const { name, message } = plainError(unhandled[0])
    return { dies: `${name}: ${message}` }
  } finally {
    process.off('unhandledRejection', onUnhandled)
    process.off('uncaughtException', onUnhandled)
    await new Promise((resolve) => {
      sandbox.dispose(resolve)
      setTimeout(resolve, 50)
    })
  }
}

let executions = 0

async function execute(sandbox, source, context) {
  executions += 1
  const id = `execution-${executions}`
  const store = await openStore(context.jar)
  const jarBefore = await linesOf(store)
  const vault = { ...context.vault }
  const seen = reports()
  const late = reports()
  let now = seen
  // postman-runtime tells nothing of a script after it has called skipRequest.
  listen(sandbox, id, { reports: () => now, isMuted: () => seen.skipped, answers: context.answers })
  answer(sandbox, id, { store, vault })

  const result = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ hangs: true }), TIME_LIMIT_MS)
    sandbox.execute(targetOf(source, context), optionsOf(id, context), (_error, execution) => {
      clearTimeout(timer)
      resolve(execution ?? {})
    })
  })
  now = late
  if (result.hangs) return { hangs: true }
  await new Promise((resolve) => setTimeout(resolve, AFTERLIFE_MS))
  sandbox.removeAllListeners('console')
  const jarAfter = await linesOf(store)
  const jar = jarAfter.join() === jarBefore.join() ? undefined : jarAfter
  return recordingOf(seen, late, { result, context, jar, vault })
}

function reports() {
  return { assertions: [], console: [], errors: [], sent: [], skipped: false }
}

/** Writes down what a sandbox reports of one execution, and answers its requests. */
function listen(sandbox, id, { reports, isMuted, answers }) {
  const on = (event, listener) => sandbox.on(event, (...values) => !isMuted() && listener(values, reports()))
  on('console', ([, level, ...values], now) => {
    if (level !== 'clear') now.console.push([level, ...values.map((value) => plain(value))])
  })
  on(`execution.error.${id}`, ([, thrown], now) => {
    const error = plainError(thrown)
    now.errors.push(error)
    if (now.errors.length > 1) now.console.push(['error', plain(`${error.name}: ${error.message}`)])
  })
  on(`execution.assertion.${id}`, ([, assertions], now) => now.assertions.push(...assertions.map(assertionOf)))
  on(`execution.skipRequest.${id}`, (_values, now) => {
    now.skipped = true
  })
  on(`execution.request.${id}`, ([, , ticket, request], now) => {
    const json = JSON.parse(JSON.stringify(request))
    now.sent.push(json)
    const { error, response } = answerTo(json.url, answers)
    const values = error ? [error] : [null, responseDefinition(response), { cookies: response.cookies }]
    setTimeout(() => sandbox.dispatch(`execution.response.${id}`, ticket, ...values), 1)
  })
}

/** Answers questions about cookies, as postman-runtime does, and about the vault. */
function answer(sandbox, id, { store, vault }) {
  sandbox.on(`execution.cookies.${id}`, (...question) => {
    const [ticket, , method, args] = question
    const isWrite = method === 'putCookie' || method === 'updateCookie'
    store[method](...(isWrite ? args.map((cookie) => Cookie.fromJSON(cookie)) : args), (error, found) =>
      sandbox.dispatch(`execution.cookies.${id}`, ticket, error ? error.message : null, found),
    )
  })
  sandbox.on(`execution.vault.${id}`, (...question) => {
    const [ticket, command, name, value] = question
    if (command === 'set') vault[name] = value
    if (command === 'unset') delete vault[name]
    sandbox.dispatch(
      `execution.vault.${id}`,
      ticket,
      null,
      ...(command === 'get' && name in vault ? [vault[name]] : []),
    )
  })
}

function recordingOf(seen, late, { result, context, jar, vault }) {
  const mutations = mutationsOf(result, context)
  const next = result.return?.nextRequest
  const request = context.phase === 'prerequest' ? changedRequest(result.request, context.request) : undefined
  const isVaultNew = context.vault && JSON.stringify(vault) !== JSON.stringify(context.vault)
  return {
    ...some('assertions', seen.assertions),
    ...some('console', seen.console),
    ...(Object.keys(mutations).length > 0 ? { mutations } : {}),
    ...(seen.errors.length > 0 ? { error: seen.errors[0] } : {}),
    ...(next === undefined ? {} : { nextRequest: typeof next === 'string' ? next : null }),
    ...(seen.skipped ? { skipped: true } : {}),
    ...(request ? { request } : {}),
    ...some('sent', seen.sent),
    ...(jar ? { jar } : {}),
    ...(result.return?.visualizer ? { visualizer: plain(result.return.visualizer) } : {}),
    ...(isVaultNew ? { vault } : {}),
    ...(Object.values(late).some((list) => list.length > 0)
      ? {
          late: {
            ...some('assertions', late.assertions),
            ...some('console', late.console),
            ...some('errors', late.errors),
          },
        }
      : {}),
  }
}

function some(name, list) {
  return list.length > 0 ? { [name]: list } : {}
}

function assertionOf({ name, index, skipped, passed, error }) {
  if (passed) return { name, index, outcome: skipped ? 'skipped' : 'passed' }
  return { name, index, outcome: 'failed', error: plainError(error) }
}

/** What a script set or removed. What was set and removed again, or never was there, is no change. */
function mutationsOf(result, context) {
  const perScope = Object.entries(SCOPES).map(([scope, key]) => {
    const changes = Object.values(result[key]?.mutations?.compacted ?? {}).flatMap((change) => {
      const name = String(change[0])
      if (change.length > 1) return [[name, plain(change[1])]]
      return context[scope].some((variable) => variable.key === name && !variable.disabled) ? [[name, '‹removed›']] : []
    })
    return [scope, Object.fromEntries(changes)]
  })
  return Object.fromEntries(perScope.filter(([, changes]) => Object.keys(changes).length > 0))
}

function changedRequest(after, before) {
  const json = JSON.stringify(after)
  return json === JSON.stringify(new sdk.Request(before)) ? undefined : JSON.parse(json)
}

async function openStore(lines) {
  const store = new MemoryCookieStore()
  const jar = new CookieJar(store, { rejectPublicSuffixes: false, looseMode: true })
  for (const [url, line] of lines) await jar.setCookie(line, url)
  return store
}

async function linesOf(store) {
  const cookies = await store.getAllCookies()
  return cookieLines(
    cookies.map((cookie) => ({
      ...cookie,
      name: cookie.key,
      value: cookie.value,
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      hostOnly: cookie.hostOnly,
      expires: (cookie.expires !== 'Infinity' && cookie.expires) || cookie.maxAge,
    })),
  )
}
