import type { Shard } from '../units/shard.ts'
import { type Arguments, usage } from './values.ts'

/** What the user says about units. */
export interface ScaleOptions {
  /** How many units run at once. Absent: they run in sequence, and hand on what they change. */
  readonly workers?: number | 'auto'
  /** Which part runs here. Absent: all. */
  readonly shard?: Shard
  /** Records of how long iterations took. */
  readonly timings: readonly string[]
}

/** How a CI system tells a job which of several it is. */
interface CiSystem {
  readonly index: ShardVariable
  readonly count?: ShardVariable
  /** The number of the first job. */
  readonly first: 0 | 1
}

type ShardVariable =
  | 'CI_NODE_INDEX'
  | 'CI_NODE_TOTAL'
  | 'CIRCLE_NODE_INDEX'
  | 'CIRCLE_NODE_TOTAL'
  | 'BUILDKITE_PARALLEL_JOB'
  | 'BUILDKITE_PARALLEL_JOB_COUNT'
  | 'SYSTEM_JOBPOSITIONINPHASE'
  | 'SYSTEM_TOTALJOBSINPHASE'
  | 'JOB_COMPLETION_INDEX'

/** The variables of the environment that matter. */
export type ShardEnvironment = Readonly<Partial<Record<ShardVariable, string | undefined>>>

/**
 * GitLab "Predefined CI/CD variables", CircleCI "Test splitting", Buildkite "Parallel builds", Azure Pipelines "Predefined variables", Kubernetes
 * "Indexed Job", which tells no count.
 */
const SYSTEMS: readonly CiSystem[] = Object.freeze<CiSystem[]>([
  { index: 'CI_NODE_INDEX', count: 'CI_NODE_TOTAL', first: 1 },
  { index: 'CIRCLE_NODE_INDEX', count: 'CIRCLE_NODE_TOTAL', first: 0 },
  { index: 'BUILDKITE_PARALLEL_JOB', count: 'BUILDKITE_PARALLEL_JOB_COUNT', first: 0 },
  { index: 'SYSTEM_JOBPOSITIONINPHASE', count: 'SYSTEM_TOTALJOBSINPHASE', first: 1 },
  { index: 'JOB_COMPLETION_INDEX', first: 0 },
])

/** Reads `--workers`, `--shard` and `--timings`. Throws USAGE. */
export function scaleOptions(given: Arguments, env: ShardEnvironment): ScaleOptions {
  const workers = workersOf(given)
  const shard = shardOf(given, env)
  const timings = given.list('timings')
  if (timings.length > 0 && shard === undefined) throw usage('timings', 'needs --shard', 'Add --shard i/n')
  return { timings, ...(workers !== undefined && { workers }), ...(shard && { shard }) }
}

function workersOf(given: Arguments): ScaleOptions['workers'] {
  if (given.text('workers') === 'auto') return 'auto'
  const workers = given.count('workers', 1)
  if (workers === undefined || workers <= MOST_WORKERS) return workers
  throw given.refusal(
    'workers',
    `cannot be "${workers}"`,
    `Give ${MOST_WORKERS} at most: each has a thread for scripts`,
  )
}

const MOST_WORKERS = 256

function shardOf(given: Arguments, env: ShardEnvironment): Shard | undefined {
  const text = given.text('shard')
  if (text === undefined) return undefined
  const [, index, count] = /^(auto|\d{1,6})(?:\/(\d{1,6}))?$/.exec(text) ?? []
  if (index === undefined || (index !== 'auto' && count === undefined)) {
    throw given.refusal('shard', `cannot be "${text}"`, 'Write 1/4 for the first of four, auto, or auto/4')
  }
  const shard = index === 'auto' ? shardIn(env, count) : { index: Number(index), count: Number(count) }
  if (shard === undefined) {
    const names = SYSTEMS.map((system) => system.index).join(', ')
    const hint = `Write --shard 1/4; auto looks for ${names}${count === undefined ? ' and their totals' : ''}`
    throw given.refusal('shard', `cannot be "${text}": no variable of a CI system says which one this is`, hint)
  }
  if (shard.index >= 1 && shard.index <= shard.count) return shard
  throw given.refusal('shard', `cannot be ${shard.index} of ${shard.count}`, 'Shards are numbered from 1')
}

function shardIn(env: ShardEnvironment, given: string | undefined): Shard | undefined {
  for (const { index, count, first } of SYSTEMS) {
    const total = given ?? (count && env[count])
    // A job of GitLab that is alone has a total only.
    const own = env[index] ?? (given === undefined && total === '1' ? String(first) : undefined)
    if (isCount(own) && isCount(total)) return { index: Number(own) - first + 1, count: Number(total) }
  }
  return undefined
}

function isCount(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,6}$/.test(text)
}
