// npm run bench [-- --rounds 3 --items 1,100,1000 --only contracts|baseline]
// Whole processes on a loopback server, alternating in one run: flowgate, newman 6.2.2, newman without its zero timers, and two bare
// keep-alive loops (the faster one is the limit). Prints medians of wall time, CPU and peak memory, and the ratios, pair by pair.
// Then 200 iterations of a request that takes 50 ms, by 1 to 8 workers; `--items ''` measures these alone.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    items: { type: 'string', default: '1,100,1000' },
    only: { type: 'string' },
  },
})
const rounds = Number(flags.rounds)
const sizes = flags.items.split(',').filter(Boolean).map(Number)
const here = import.meta.dirname
// Certificates that Node reads at its start take longer than all else that it does there, and nothing here needs them.
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env
const folder = mkdtempSync(join(tmpdir(), 'flowgate-bench-'))
const newman = createRequire(import.meta.url).resolve('newman/bin/newman.js')
const flowgate = join(here, '../../dist/main.js')
const preload = (file) => ['--import', join(here, file)]

/** name → arguments of node for a collection of `count` items. */
const RUNNERS = {
  flowgate: ({ file }) => [flowgate, 'run', file, '--silent'],
  newman: ({ file }) => [newman, 'run', file, '--silent'],
  'newman, no zero timers': ({ file }) => [...preload('immediate.mjs'), newman, 'run', file, '--silent'],
  'node:http loop': ({ url, count }) => [join(here, 'loop-http.mjs'), url, String(count)],
  'undici loop': ({ url, count }) => [join(here, 'loop-undici.mjs'), url, String(count)],
}
const LOOPS = ['node:http loop', 'undici loop']

function collection(url, count, hasScripts) {
  const script = (listen, exec) => ({ listen, script: { type: 'text/javascript', exec } })
  const event = hasScripts
    ? [
        script('prerequest', ["pm.variables.set('before', pm.info.requestName)"]),
        script('test', [
          "pm.test('is ok', () => { pm.response.to.have.status(200); pm.expect(pm.response.json().ok).to.equal(true) })",
        ]),
      ]
    : []
  const item = Array.from({ length: count }, (_, n) => ({
    name: `Request ${n}`,
    event,
    request: { method: 'GET', url },
  }))
  return {
    info: { name: 'bench', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item,
  }
}

function measure(args) {
  const usageFile = join(folder, 'usage.json')
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const child = spawn(process.execPath, [...preload('usage.mjs'), ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...environment, BENCH_USAGE: usageFile },
    })
    let errors = ''
    child.stderr.on('data', (text) => {
      errors += text
    })
    child.on('close', (code) => {
      const wallMs = performance.now() - startedAt
      if (code !== 0) reject(new Error(`${args.join(' ')} ended with ${code}: ${errors}`))
      else resolve({ wallMs, ...JSON.parse(readFileSync(usageFile, 'utf8')) })
    })
  })
}

/** Requests whose answers are users of PingOne, 3 kB each, with an example each; two runs of flowgate, with and without contracts. */
function withExamples(url, count) {
  const path = join(here, '../../collections/user-administration.postman_collection.json')
  const requests = JSON.parse(readFileSync(path, 'utf8')).item.flatMap(({ item }) => item)
  const user = requests.find(({ name }) => name === 'Step 1: Read a user').response[0]
  const made = collection(new URL('/echo', url).href, count, true)
  const header = [{ key: 'Content-Type', value: 'application/json' }]
  const request = { method: 'POST', url: new URL('/echo', url).href, header, body: { mode: 'raw', raw: user.body } }
  const event = made.item[0].event.slice(0, 1)
  return { ...made, item: made.item.map(({ name }) => ({ name, event, request, response: [user] })) }
}

const CONTRACT_RUNNERS = {
  'no contracts': ({ file }) => [flowgate, 'run', file, '--silent', '--contract', 'off'],
  'contracts: shape': ({ file }) => [flowgate, 'run', file, '--silent', '--contract', 'shape'],
}

/** The requests of the other rows, with an example each of what the server answers. */
function withSmallExamples(url, count) {
  const body = JSON.stringify({ ok: true, id: 'a3f1c9d2', items: [{ n: 0 }] })
  const example = { name: 'OK', code: 200, header: [{ key: 'Content-Type', value: 'application/json' }], body }
  const made = collection(url, count, true)
  return { ...made, item: made.item.map((item) => ({ ...item, response: [example] })) }
}

async function compareContracts(title, made) {
  const file = join(folder, 'contracts.json')
  writeFileSync(file, JSON.stringify(made))
  const samples = { 'no contracts': [], 'contracts: shape': [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(CONTRACT_RUNNERS)) samples[name].push(await measure(args({ file })))
  }
  console.log(`\n${title}`)
  for (const [name, runs] of Object.entries(samples)) {
    const cells = ['wallMs', 'cpuMs', 'memoryMb'].map((key) => column(runs, key).toFixed(0).padStart(9))
    console.log(`  ${name.padEnd(24)} ${cells.join(' ')}`)
  }
  const cost = (key) => {
    const ratios = samples['contracts: shape'].map((sample, i) => sample[key] / samples['no contracts'][i][key])
    return `${((median(ratios) - 1) * 100).toFixed(1)} %`
  }
  console.log(`  contracts cost ${cost('wallMs')} of wall time, ${cost('cpuMs')} of CPU time`)
}

/** A baseline of 10,000 entries that all have to be looked at, against none: the difference is what reading and matching cost. */
async function compareBaseline(url) {
  const file = join(folder, 'baseline-collection.json')
  writeFileSync(file, JSON.stringify(collection(url, 100, true)))
  const failures = Array.from({ length: 10_000 }, (_, i) => ({
    id: `known-${i}`,
    reason: 'Measured',
    collection: 'Elsewhere',
    request: `Folder/Item ${i % 500}`,
    assertion: `assertion ${i}`,
  }))
  const baseline = join(folder, 'baseline.json')
  writeFileSync(baseline, JSON.stringify({ failures }, undefined, 2))
  const costs = []
  for (let round = 0; round < rounds; round += 1) {
    const without = await measure([flowgate, 'run', file, '--silent', '--no-baseline'])
    const with10000 = await measure([flowgate, 'run', file, '--silent', '--baseline', baseline])
    costs.push(with10000.wallMs - without.wallMs)
  }
  console.log(
    `\n100 items with two scripts: a baseline of 10,000 entries costs ${median(costs).toFixed(0)} ms of wall time`,
  )
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const column = (samples, key) => median(samples.map((sample) => sample[key]))

async function startServer() {
  const server = spawn(process.execPath, [join(here, 'server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise((resolve) => server.stdout.once('data', (text) => resolve(Number(text))))
  return { url: `http://127.0.0.1:${port}/bench`, stop: () => server.kill() }
}

/** All runners in turn, `rounds` times: the machine's mood hits all of them alike. */
async function compare(target, names) {
  const samples = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) samples[name].push(await measure(RUNNERS[name](target)))
  }
  return samples
}

function print(title, samples) {
  const ratio = (a, b) => median(samples[a].map((sample, i) => sample.wallMs / samples[b][i].wallMs)).toFixed(2)
  const limit = LOOPS.toSorted((a, b) => column(samples[a], 'wallMs') - column(samples[b], 'wallMs'))[0]
  console.log(`\n${title}`)
  console.log('  runner                     wall ms    CPU ms   peak MB   wall/limit')
  for (const [name, runs] of Object.entries(samples)) {
    const cells = [column(runs, 'wallMs'), column(runs, 'cpuMs'), column(runs, 'memoryMb')].map((value) =>
      value.toFixed(0).padStart(9),
    )
    console.log(`  ${name.padEnd(24)} ${cells.join(' ')}   ${ratio(name, limit).padStart(9)}`)
  }
  console.log(
    `  newman / flowgate: ${ratio('newman', 'flowgate')}   newman without zero timers / flowgate: ${ratio('newman, no zero timers', 'flowgate')}`,
  )
}

function printPerItem(title, bySize) {
  const [least, most] = [sizes[0], sizes.at(-1)]
  if (least === most) return
  console.log(`\n${title}: ms per item, start-up taken off ((wall at ${most} - wall at ${least}) / ${most - least})`)
  for (const name of Object.keys(RUNNERS)) {
    const perItem = (column(bySize[most][name], 'wallMs') - column(bySize[least][name], 'wallMs')) / (most - least)
    console.log(`  ${name.padEnd(24)} ${perItem.toFixed(3).padStart(8)}`)
  }
}

/** 200 independent iterations, each of 50 ms: how much faster several workers are than one. */
async function compareWorkers(url, hasScripts) {
  const file = join(folder, 'workers.json')
  writeFileSync(file, JSON.stringify(collection(`${url}?latency=50`, 1, hasScripts)))
  const counts = [1, 2, 4, 8]
  const samples = Object.fromEntries(counts.map((workers) => [workers, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const workers of counts) {
      samples[workers].push(await measure([flowgate, 'run', file, '--silent', '-n', '200', '--workers', `${workers}`]))
    }
  }
  console.log(`\n200 iterations of 50 ms ${hasScripts ? 'with two scripts' : 'without scripts'}`)
  console.log('  workers       wall ms    CPU ms   peak MB   times faster')
  for (const [workers, runs] of Object.entries(samples)) {
    const cells = ['wallMs', 'cpuMs', 'memoryMb'].map((key) => column(runs, key).toFixed(0).padStart(9))
    const faster = median(runs.map((run, i) => samples[1][i].wallMs / run.wallMs)).toFixed(1)
    console.log(`  ${workers.padEnd(10)} ${cells.join(' ')}   ${faster.padStart(12)}`)
  }
}

const server = await startServer()
try {
  console.log(`Node ${process.version}, ${cpus().length} cores, ${rounds} rounds, medians`)
  for (const hasScripts of flags.only !== undefined ? [] : [false, true]) {
    const title = hasScripts ? 'with two scripts' : 'without scripts'
    const bySize = {}
    for (const count of sizes) {
      const file = join(folder, `${count}.json`)
      writeFileSync(file, JSON.stringify(collection(server.url, count, hasScripts)))
      bySize[count] = await compare({ file, url: server.url, count }, Object.keys(RUNNERS))
      print(`${count} item${count === 1 ? '' : 's'} ${title}`, bySize[count])
    }
    if (sizes.length > 0) printPerItem(title, bySize)
    await compareWorkers(server.url, hasScripts)
  }
  const most = sizes.at(-1)
  if (flags.only !== 'contracts') await compareBaseline(server.url)
  if (flags.only !== 'baseline') {
    await compareContracts(`${most} items with two scripts and an example`, withSmallExamples(server.url, most))
    await compareContracts(`${most} items with a script and an example of 3 kB`, withExamples(server.url, most))
  }
} finally {
  server.stop()
  rmSync(folder, { recursive: true, force: true })
}
