// The demonstration: one collection against one stand-in, by newman and by flowgate. Prints what either says, side by side;
// exits with 1 unless each of them says what is expected.
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, flowgateSays, newmanSays } from './verdicts.mjs'

const ROOT = join(import.meta.dirname, '../..')
const FLOWGATE = join(ROOT, 'dist/main.js')
const NEWMAN = createRequire(import.meta.url).resolve('newman/bin/newman.js')
const COLLECTION = join(import.meta.dirname, 'gate.postman_collection.json')
const BASELINE = join(import.meta.dirname, 'flowgate.baseline.json')
const SEED = join(import.meta.dirname, 'seed.json')

/** Of seed.json. */
const APPLICATION = { id: '5f1a9e30-0000-4000-8000-00000000de01', secret: 'a-secret-of-the-demonstration-alone-0001' }

/** Before each of the two runs: the same faults at the same calls. */
const FAULTS = [
  { type: 'status', status: 503, path: '/v1/environments/*/populations', calls: [1] },
  { type: 'status', status: 429, retryAfterSeconds: 1, path: '/v1/environments/*/users', calls: [1] },
]

const folder = await mkdtemp(join(tmpdir(), 'flowgate-demo-'))
const standin = spawn(process.execPath, [FLOWGATE, 'standin', '--port', '0', '--seed', SEED])
try {
  process.exitCode = (await demonstrate(await variablesOf(standin))) ? 0 : 1
} finally {
  standin.kill('SIGTERM')
  await rm(folder, { recursive: true })
}

/** Runs both, prints the table; is all as expected. */
async function demonstrate(variables) {
  const environment = join(folder, 'environment.json')
  await writeFile(environment, JSON.stringify(environmentOf(variables)))
  const tree = join(folder, 'newman.json')
  const log = join(folder, 'run.ndjson')
  const page = join(folder, 'run.html')

  await prepare(variables.authPath)
  await run([NEWMAN, 'run', COLLECTION, '-e', environment, '-r', 'json', '--reporter-json-export', tree])
  await prepare(variables.authPath)
  const gate = ['--baseline', BASELINE, '--contract', 'shape', '--retries', '2', '-r', `ndjson=${log},html=${page}`]
  await run([FLOWGATE, 'run', COLLECTION, '-e', environment, ...gate])

  const { adminAppID: id, adminAppSecret: secret } = variables
  const secrets = [secret, Buffer.from(`${id}:${secret}`).toString('base64')]
  const newman = newmanSays(JSON.parse(await readFile(tree, 'utf8')), secrets)
  const texts = { log: await readFile(log, 'utf8'), page: await readFile(page, 'utf8') }
  const { text, isExpected } = compare(newman, flowgateSays(texts, secrets))
  process.stdout.write(text)
  return isExpected
}

/** What the stand-in prints at its start, once it is all there. */
async function variablesOf({ stdout }) {
  let text = ''
  for await (const chunk of stdout) {
    text += chunk
    if (text.includes('Ctrl-C')) break
  }
  return Object.fromEntries([...text.matchAll(/^ {2}(\w+) +(\S+)$/gm)].map(([, name, value]) => [name, value]))
}

function environmentOf(variables) {
  const all = { ...variables, clientID: APPLICATION.id, savedRequest: savedRequest(variables), accessToken: '' }
  const values = Object.entries(all).map(([key, value]) => {
    const type = key === 'adminAppSecret' || key === 'accessToken' ? 'secret' : 'default'
    return { key, value, type, enabled: true }
  })
  return { name: 'Demonstration', values }
}

/** A request object as somebody has saved it an hour ago, when it was good for five minutes. */
function savedRequest({ authPath, envID }) {
  const issuedAt = Math.floor(Date.now() / 1000) - 3600
  const claims = { iss: APPLICATION.id, aud: `${authPath}/${envID}/as`, iat: issuedAt, exp: issuedAt + 300 }
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${createHmac('sha256', APPLICATION.secret).update(signed).digest('base64url')}`
}

async function prepare(standinUrl) {
  for (const path of ['faults', 'journal']) await fetch(`${standinUrl}/standin/${path}`, { method: 'DELETE' })
  for (const fault of FAULTS) {
    const answer = await fetch(`${standinUrl}/standin/faults`, { method: 'POST', body: JSON.stringify(fault) })
    if (!answer.ok) throw new Error(`the stand-in takes no fault: ${await answer.text()}`)
  }
}

/** To its end; both are to end with 1, so the code says nothing. */
async function run(argv) {
  const child = spawn(process.execPath, argv, { cwd: folder, stdio: 'ignore' })
  await new Promise((resolve, reject) => {
    child.once('exit', resolve)
    child.once('error', reject)
  })
}
