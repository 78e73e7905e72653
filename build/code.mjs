// Keeps what V8 has compiled when first scripts and a first run are over, of the realm with the libraries of assertions and of the binary: who starts with
// it need not compile them. It is of use to the same version of V8 on the same kind of machine only; all others compile as before.

import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { crc32 } from 'node:zlib'

/** Libraries that `pm.expect` and `pm.response` load. */
const HOT = [
  'chai',
  '_process',
  'buffer',
  'util',
  'inherits',
  'postman-collection',
  'lodash',
  'uuid',
  'json',
  'chai-postman',
]

/** Scripts that use what most scripts use: V8 keeps the functions that they have called. */
const SCRIPTS = [
  ['prerequest', `pm.variables.set('a', pm.info.requestName); pm.environment.set('b', pm.variables.get('a'))`],
  [
    'test',
    `pm.test('answer', () => {
      pm.response.to.have.status(200)
      pm.expect(pm.response.json().ok).to.equal(true)
      pm.expect(pm.response.headers.get('Content-Type')).to.include('json')
      pm.environment.set('c', pm.response.json().id)
    })`,
  ],
]

/** What they are answered. */
const ANSWER = '{"ok":true,"id":1}'

/** Writes code.bin and code.json into `dist/realm` and `dist/chunks`. */
async function main(dist) {
  const load = (file) => import(pathToFileURL(join(dist, file)).href)
  keep(join(dist, 'realm'), await realmScripts(join(dist, 'realm'), await load('script/open-realm.js')))
  keep(join(dist, 'chunks'), await binaryScripts(join(dist, 'chunks'), await load('kept/modules.js')))
}

/** Writes what V8 has compiled of scripts, one behind the other, and where which of them is. */
function keep(folder, scripts) {
  const places = {}
  const pieces = []
  let at = 0
  for (const [name, { script, source }] of scripts) {
    const data = script.createCachedData()
    const checksum = crc32(data)
    places[name] = [at, (at += data.length), source === undefined ? checksum : crc32(source, checksum)]
    pieces.push(data)
  }
  writeFileSync(join(folder, 'code.bin'), Buffer.concat(pieces))
  writeFileSync(join(folder, 'code.json'), JSON.stringify({ v8: process.versions.v8, arch: process.arch, places }))
}

/** The scripts of a realm in which a script of each phase has run. */
async function realmScripts(folder, { openRealm, BOOT }) {
  const read = (name) => readFileSync(join(folder, name), 'latin1')
  const { port1: port, port2: inside } = new MessageChannel()
  const parts = { boot: read('boot.js'), libraries: read('libraries.txt'), index: read('libraries.json') }
  // Without code of its own it compiles all of them.
  const { scripts } = openRealm(inside, 'postman', {
    ...parts,
    code: Object.fromEntries(HOT.map((name) => [name, undefined])),
  })
  port.postMessage({ type: 'seed', seed: '0'.repeat(64) })
  for (const [run, [phase, source]] of SCRIPTS.entries()) {
    port.postMessage({ type: 'run', run, input: inputOf(phase, source) })
    await ending(port, run)
  }
  return [BOOT, ...HOT].map((name) => [name, { script: scripts.get(name) }])
}

/** The scripts of the binary's modules when it has shown its help and run a collection with the reports that most ask for. */
async function binaryScripts(folder, { createLoader }) {
  const { load, scripts } = createLoader(`${pathToFileURL(folder).href}/`, { names: [], of: () => undefined })
  const { execute } = load('./cli.cjs')
  const work = mkdtempSync(join(tmpdir(), 'flowgate-code-'))
  // No proxy and no configuration of whoever builds.
  for (const name of Object.keys(process.env)) delete process.env[name]
  process.env.HOME = work
  process.chdir(work)
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(ANSWER)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${server.address().port}/`
  const event = SCRIPTS.map(([listen, exec]) => ({ listen, script: { exec } }))
  const item = ['{{base}}', '{{base}}'].map((raw, n) => ({ name: `${n}`, event, request: { method: 'GET', url: raw } }))
  const collection = join(work, 'collection.json')
  writeFileSync(collection, JSON.stringify({ info: { name: 'code' }, item, variable: [{ key: 'base', value: url }] }))
  const reports = ['junit', 'json', 'html'].flatMap((name) => [`--reporter-${name}-export`, join(work, name)])
  try {
    for (const args of [['--help'], ['run', collection, '--reporters', 'cli,junit,json,html', ...reports]]) {
      const code = await execute([...args, '--no-last-failed'], silence())
      if (code !== 0) throw new Error(`${args[0]} ended with ${code}`)
    }
  } finally {
    server.close()
    process.chdir(folder)
    rmSync(work, { recursive: true })
  }
  return [...scripts].map(([name, script]) => [name, { script, source: readFileSync(join(folder, name)) }])
}

/** Where what commands say is not heard. */
function silence() {
  const nothing = () => {}
  const { signal } = new AbortController()
  return {
    stdout: new PassThrough().resume(),
    version: '0',
    out: nothing,
    err: nothing,
    errAsIs: nothing,
    signal,
    interruptedBy: nothing,
  }
}

function inputOf(phase, source) {
  const scope = { values: [] }
  return {
    source,
    phase,
    label: '',
    item: { id: '', name: '' },
    owner: '',
    location: [],
    iteration: 0,
    iterations: 1,
    scopes: { local: scope, environment: scope, collection: scope, globals: scope, data: scope },
    request: { method: 'GET', url: { raw: 'http://localhost/' }, header: [] },
    ...(phase === 'test' && {
      response: {
        status: 200,
        statusText: 'OK',
        headers: [{ key: 'Content-Type', value: 'application/json' }],
        body: new TextEncoder().encode(ANSWER),
        downloadedBytes: ANSWER.length,
        responseTimeMs: 1,
        cookies: [],
      },
    }),
  }
}

/** Until a script has ended, with its assertions kept. */
function ending(port, run) {
  return new Promise((resolve, reject) => {
    port.on('message', function hear(message) {
      const all = message.type === 'all' ? message.messages : [message]
      const failure = all.find(({ type, assertion }) => type === 'error' || assertion?.error !== undefined)
      if (failure !== undefined) reject(new Error(JSON.stringify(failure)))
      if (message.run !== run || all.at(-1).type !== 'end') return
      port.off('message', hear)
      resolve()
    })
  })
}

await main(process.argv[2])
process.exit()
