'use strict'
// A reporter for newman that touches what published ones touch (html, htmlextra, csv, teamcity, xunit, slack, testrail, confluence, …)
// and writes down what it saw, without what differs from run to run.
const { writeFileSync } = require('node:fs')

const EVENTS =
  'start beforeIteration iteration beforeItem item beforePrerequest prerequest beforeScript script beforeRequest request beforeTest test assertion console exception beforeDone done beforePrerequestScript prerequestScript beforeTestScript testScript'

function tried(read) {
  try {
    return read()
  } catch (error) {
    return `threw ${error.message}`
  }
}

function parentsOf(item) {
  const names = []
  item.forEachParent?.((parent) => names.unshift(parent.name || parent.id))
  return names
}

function seenItem(item) {
  if (!item) return item
  return {
    kind: item.constructor.name,
    name: item.name,
    id: typeof item.id,
    parent: tried(() => item.parent()?.name),
    grandparent: tried(() => item.__parent.__parent?.name),
    parents: tried(() => parentsOf(item)),
    path: tried(() => item.getPath()),
    events: tried(() => item.events.map(({ listen, script }) => [listen, script.exec, script.toSource()])),
    description: String(item.description),
    request: item.request && [item.request.method, String(item.request.url), String(item.request.description)],
    auth: tried(() => item.getAuth()?.type),
    members: Object.keys(item.toJSON()),
  }
}

function seenRequest(request) {
  if (!request) return request
  const { url, headers, body } = request
  return {
    kind: request.constructor.name,
    method: request.method,
    url: [String(url), url.protocol, url.host.join('.'), url.path.join('/'), url.port],
    parts: [url.getHost(), url.getPath(), url.getPathWithQuery(), url.getQueryString(), url.getRemote()],
    query: url.query.members.map(({ key, value, disabled }) => [key, value, disabled]),
    headers: headers.members.map(({ key, value, disabled, system }) => [key, value, disabled, system]),
    object: request.getHeaders({ ignoreCase: true, enabled: true }),
    body: body && [body.mode, body.toString(), body.isEmpty(), JSON.stringify(body)],
    size: tried(() => request.size()),
    auth: request.auth && JSON.stringify(request.auth),
    description: String(request.description),
    json: JSON.stringify(request),
  }
}

function seenResponse(response) {
  if (!response) return response
  return {
    kind: response.constructor.name,
    status: [response.code, response.status, response.reason(), JSON.stringify(response.details())],
    headers: response.headers.members.map(({ key, value }) => [key, value]),
    text: response.text(),
    json: tried(() => JSON.stringify(response.json())),
    stream: [Buffer.isBuffer(response.stream), Buffer.from(response.stream).toString('hex')],
    sizes: [response.size(), response.responseSize, typeof response.responseTime],
    content: [response.contentInfo(), response.encoding(), response.dataURI()],
    members: [Object.keys(response), Object.keys(response.toJSON())],
  }
}

function seenError(error) {
  if (!error) return error
  const { name, message, stack, test, index, code, errno, syscall, address, port, stacktrace } = error
  const first = stack && stack.split('\n')[0]
  return { name, message, first, test, index, code, errno, syscall, address, port, frames: stacktrace }
}

function seenCursor(cursor) {
  return Object.fromEntries(
    Object.entries(cursor).map(([name, value]) => [name, /ref|Id|execution/.test(name) ? typeof value : value]),
  )
}

function seenArguments(name, args) {
  const { item, request, response, script, event, events, executions, execution, cookies } = args
  return {
    members: Object.keys(args),
    cursor: args.cursor && seenCursor(args.cursor),
    item: seenItem(item),
    request: seenRequest(request),
    response: seenResponse(response),
    script: script && [script.constructor.name, script.exec, script.type, script.toSource(), event.listen],
    events: events?.map(({ listen, script: { exec } }) => [listen, exec]),
    executions: executions?.map((each) => [
      Object.keys(each),
      each.event.listen,
      each.script?.exec,
      seenExecution(each.result),
      seenError(each.error),
    ]),
    execution: seenExecution(execution),
    cookies: cookies?.map?.((each) => [each.name, each.value, each.domain, each.path, each.httpOnly, each.secure]),
    console: name === 'console' ? [args.level, JSON.stringify(args.messages)] : undefined,
    assertion: name === 'assertion' ? [args.assertion, args.skipped, args.error?.name, args.error?.message] : undefined,
    exception: name === 'exception' ? [args.error.name, args.error.message] : undefined,
    resolved: name === 'start' ? args.run.resolveCursor(args.cursor)?.name : undefined,
  }
}

function seenExecution(execution) {
  if (!execution) return execution
  const { _variables, environment, collectionVariables, globals, request, response } = execution
  return {
    place: [execution.target, execution.cursor.execution === execution.id, seenCursor(execution.cursor)],
    data: execution.data,
    scopes: [_variables, environment, collectionVariables, globals].map((scope) => scope.toObject()),
    cookies: execution.cookies.map(({ name, value }) => [name, value]),
    request: execution.target === 'test' ? [request.method, String(request.url)] : request.constructor.name,
    response: response && [response.code, response.text()],
    next: execution.return.nextRequest,
  }
}

function seenScope({ constructor, id, name, values }) {
  return [constructor.name, id, name, values.members.map(({ key, value, type }) => [key, value, type]), values.count()]
}

function seenSummary(summary) {
  const { collection, environment, globals, run } = summary
  const items = []
  collection.forEachItem(({ name }) => items.push(name))
  const folders = []
  collection.forEachItemGroup(({ name }) => folders.push(name))
  return {
    members: [Object.keys(summary), Object.keys(run), Object.keys(run.timings)],
    stats: run.stats,
    transfers: run.transfers,
    executions: run.executions.map((each) => ({
      members: Object.keys(each).toSorted(),
      cursor: seenCursor(each.cursor),
      item: seenItem(each.item),
      request: seenRequest(each.request),
      response: seenResponse(each.response),
      error: seenError(each.requestError),
      checks: each.assertions?.map((check) => [
        check.assertion,
        check.skipped,
        seenError(check.error),
        'error' in check,
      ]),
      scripts: [each.prerequestScript, each.testScript].map((list) => list?.map(({ error }) => seenError(error))),
    })),
    failures: run.failures.map(({ error, at, source, parent, cursor }) => ({
      error: seenError(error),
      place: [at, source?.name, source?.id && typeof source.id, parent?.name, parent?.constructor.name],
      cursor: seenCursor(cursor),
    })),
    collection: [collection.constructor.name, collection.id, collection.name, String(collection.description)],
    lists: [items, folders, collection.items.members.map(({ name }) => name), collection.variables.toObject()],
    scopes: [seenScope(environment), seenScope(globals)],
  }
}

/** An SDK object by its kind, everything else as it is. */
function seenOption(value) {
  const isPlain = typeof value !== 'object' || value === null || ['Object', 'Array'].includes(value.constructor.name)
  return isPlain ? value : value.constructor.name
}

module.exports = class Probe {
  constructor(emitter, reporterOptions, collectionRunOptions) {
    const { export: path, ...own } = reporterOptions
    const { reporter: _, ...options } = collectionRunOptions
    const entries = Object.entries(options).map(([name, value]) => [name, seenOption(value)])
    const tape = [{ event: 'construct', own, options: Object.fromEntries(entries), exports: emitter.exports }]
    for (const name of EVENTS.split(' ')) {
      emitter.on(name, function (error, args) {
        const seen =
          name === 'done' || name === 'beforeDone' ? { members: Object.keys(args) } : seenArguments(name, args)
        tape.push({ event: name, isEmitter: this === emitter, error: seenError(error), ...seen })
      })
    }
    emitter.on('done', (_error, summary) => {
      tape.push({ event: 'summary', ...seenSummary(summary), isSame: emitter.summary === summary })
      writeFileSync(path, JSON.stringify(tape))
    })
  }
}
