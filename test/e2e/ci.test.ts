import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { collectionJson, flowgate, ROOT, temporaryFolder } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

/** One job as its platform would start it. */
interface Job {
  /** What the shell is given. */
  readonly scripts: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** What it hands on to the job of the report. */
  readonly artifacts: readonly string[]
}

interface Recipe {
  readonly shards: readonly Job[]
  readonly report: Job
}

interface Ran {
  readonly code: number | null
  readonly output: string
  readonly folder: string
}

const FLOWGATE = `${process.execPath} ${join(ROOT, 'dist/main.js')}`
const NAMES = ['Shop', 'Depot', 'Users', 'Orders', 'Billing']
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

function recipe(name: string): string {
  return readFileSync(join(ROOT, 'docs/ci', name), 'utf8')
}

/** A working copy with collections and an environment; one request of Users fails. */
async function project(): Promise<string> {
  const server = await startServer((request, response) => {
    if (request.url === '/Users/list') response.destroy()
    else response.end('ok')
  })
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'collections'))
  for (const name of NAMES) {
    const item = ['list', 'get'].map((each) => ({ name: each, request: `{{base}}/${name}/${each}` }))
    const json = collectionJson(item, { info: { name, schema: SCHEMA } })
    writeFileSync(join(folder, 'collections', `${name}.postman_collection.json`), JSON.stringify(json))
  }
  const environment = { name: 'test', values: [{ key: 'base', value: server.url }] }
  writeFileSync(join(folder, 'environment.json'), JSON.stringify(environment))
  return folder
}

function shell(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Omit<Ran, 'folder'>> {
  const child = spawn('sh', ['-e', '-c', script], { cwd, env: { PATH: process.env['PATH'], ...env, FLOWGATE } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** Runs a job in a working copy of its own, as its platform does. */
async function runJob({ scripts, env }: Job, source: string, handedOn: readonly string[] = []): Promise<Ran> {
  const folder = temporaryFolder()
  cpSync(source, folder, { recursive: true })
  for (const artifact of handedOn) cpSync(artifact, join(folder, 'logs'), { recursive: true })
  return { ...(await shell(scripts.join('\n'), folder, env)), folder }
}

/** All shards at once, then the report of what they hand on. */
async function runRecipe({ shards, report }: Recipe, source: string): Promise<{ shards: Ran[]; report: Ran }> {
  const ran = await Promise.all(shards.map((job) => runJob(job, source)))
  const artifacts = ran.flatMap(({ folder }, i) => (shards[i]?.artifacts ?? []).map((path) => join(folder, path)))
  return { shards: ran, report: await runJob(report, source, artifacts.filter(existsSync)) }
}

/** What `${{ … }}` of GitHub says in a job of the matrix. */
function expressions(text: string, matrix: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\$\{\{ matrix\.(\w+) \}\}/g, (_, name: string) => String(matrix[name]))
}

interface GithubStep {
  readonly run?: string
  readonly uses?: string
  readonly with?: { readonly path?: string }
}

interface GithubJob {
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } }
  readonly steps: readonly GithubStep[]
}

function github(): Recipe {
  const { jobs } = parse(recipe('github-actions.yml')) as { readonly jobs: Readonly<Record<string, GithubJob>> }
  const job = (name: string, matrix: Readonly<Record<string, unknown>>): Job => {
    const steps = jobs[name]?.steps ?? []
    const uploads = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact') === true)
    return {
      scripts: steps.flatMap(({ run }) => (run === undefined ? [] : [expressions(run, matrix)])),
      env: {},
      artifacts: uploads.map((step) => step.with?.path ?? ''),
    }
  }
  const matrix = jobs['shard']?.strategy?.matrix.shard ?? []
  return { shards: matrix.map((shard) => job('shard', { shard })), report: job('report', {}) }
}

interface GitlabJob {
  readonly parallel?: number
  readonly script: readonly string[]
  readonly artifacts: { readonly paths: readonly string[] }
}

function gitlab(): Recipe {
  const jobs = parse(recipe('gitlab-ci.yml')) as Readonly<Record<string, GitlabJob>>
  const job = (name: string, env: Job['env']): Job => ({
    scripts: jobs[name]?.script ?? [],
    env,
    artifacts: jobs[name]?.artifacts.paths ?? [],
  })
  const count = jobs['shard']?.parallel ?? 0
  const shards = Array.from({ length: count }, (_, i) =>
    job('shard', { CI_NODE_INDEX: String(i + 1), CI_NODE_TOTAL: String(count) }),
  )
  return { shards, report: job('report', { CI_NODE_TOTAL: '1' }) }
}

interface KubernetesJob {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly completions?: number
    readonly template: { readonly spec: { readonly containers: readonly { readonly command: readonly string[] }[] } }
  }
}

/** Volumes are folders here: `INPUT` and `LOGS` say where. */
function kubernetes(input: string, logs: string): Recipe {
  const documents = parseAllDocuments(recipe('kubernetes-indexed-job.yaml')).map((each) => each.toJS() as KubernetesJob)
  const job = (name: string, index: number): Job => {
    const { spec } = documents.find(({ kind, metadata }) => kind === 'Job' && metadata.name === name) ?? {}
    const [, , script = ''] = spec?.template.spec.containers[0]?.command ?? []
    return { scripts: [script], env: { INPUT: input, LOGS: logs, JOB_COMPLETION_INDEX: String(index) }, artifacts: [] }
  }
  const { spec } = documents.find(({ metadata }) => metadata.name === 'flowgate-shard') ?? {}
  const shards = Array.from({ length: spec?.completions ?? 0 }, (_, index) => job('flowgate-shard', index))
  return { shards, report: job('flowgate-report', 0) }
}

/** A JUnit report without its times. */
function timeless(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/(time|timestamp|responseTimeMs" value)="[^"]*"/g, '$1="…"')
}

test('the recipes for GitHub Actions, GitLab CI and Kubernetes give the report of the unsharded run', async () => {
  const source = await project()
  // Kubernetes has one folder of inputs.
  const [input, volume] = [temporaryFolder(), temporaryFolder()]
  cpSync(join(source, 'collections'), input, { recursive: true })
  cpSync(join(source, 'environment.json'), join(input, 'environment.json'))
  const whole = join(temporaryFolder(), 'whole.xml')

  const unsharded = await flowgate(['run', 'collections/', '-e', 'environment.json', '-r', `junit=${whole}`], {
    cwd: source,
  })
  const ran = {
    github: await runRecipe(github(), source),
    gitlab: await runRecipe(gitlab(), source),
    kubernetes: await runRecipe(kubernetes(input, volume), source),
  }

  for (const [name, { shards, report }] of Object.entries(ran)) {
    const folder = name === 'kubernetes' ? volume : dirname(join(report.folder, 'report.xml'))
    const { iterationsMs } = JSON.parse(readFileSync(join(folder, 'timings.json'), 'utf8')) as {
      readonly iterationsMs: object
    }
    expect({ name, codes: shards.map(({ code }) => code), outputs: shards.map(({ output }) => output) }).toEqual({
      name,
      codes: [0, 0, 0, 0],
      outputs: Array(4).fill(expect.not.stringContaining('error: ')),
    })
    expect({ name, code: report.code, junit: timeless(join(folder, 'report.xml')) }).toEqual({
      name,
      code: unsharded.code,
      junit: timeless(whole),
    })
    expect(Object.keys(iterationsMs).toSorted()).toEqual(NAMES.toSorted())
    expect(existsSync(join(folder, 'report.html'))).toBe(true)
  }
  expect(unsharded.code).toBe(1)
}, 120_000)
