// Keeps what V8 has compiled of the realm and of the libraries of assertions when first scripts have run: a thread that starts with it need not compile
// them. It is of use to the same version of V8 on the same kind of machine only; all others compile as before.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
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

/** Writes code.bin and code.json into `dist/realm`. */
async function main(dist) {
  const load = (file) => import(pathToFileURL(join(dist, 'script', file)).href)
  const [{ openRealm, BOOT }, { V8_FLAGS }] = await Promise.all([load('open-realm.js'), load('v8-flags.js')])
  setFlagsFromString(V8_FLAGS)
  const read = (name) => readFileSync(join(dist, 'realm', name), 'latin1')
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

  const places = {}
  const pieces = []
  let at = 0
  for (const name of [BOOT, ...HOT]) {
    const data = scripts.get(name).createCachedData()
    places[name] = [at, (at += data.length), crc32(data)]
    pieces.push(data)
  }
  writeFileSync(join(dist, 'realm/code.bin'), Buffer.concat(pieces))
  const index = { v8: process.versions.v8, arch: process.arch, places }
  writeFileSync(join(dist, 'realm/code.json'), JSON.stringify(index))
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
        body: new TextEncoder().encode('{"ok":true,"id":1}'),
        downloadedBytes: 18,
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
