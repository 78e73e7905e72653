// What newman and flowgate say of one item, in few words, read from the reports that they write.

/** Each scene, the item it is played in, and what newman and flowgate are to say of it. */
export const SCENES = Object.freeze([
  { scene: 'a healthy request', item: 'Get a token', expected: ['passed', 'passed'] },
  { scene: 'a broken contract', item: 'Read the environment', expected: ['passed', 'failed'] },
  { scene: 'an expired request object', item: 'Start a flow', expected: ['passed', 'failed'] },
  { scene: 'a flaky endpoint', item: 'List the populations', expected: ['failed', 'flaky'] },
  { scene: 'a rate limit', item: 'List the users', expected: ['failed', 'passed, waited'] },
  { scene: 'a known failure', item: 'List the sign-on policies', expected: ['failed', 'known'] },
  { scene: 'a secret in an answer', item: 'Show what the server saw', expected: ['in clear', 'masked'] },
])

const LEAK = 'Show what the server saw'

/**
 * Out of newman's JSON report: for each item the verdict and, if there is one, the reason.
 * `secrets`: every form in which the secret could be seen.
 */
export function newmanSays({ run: { executions, failures } }, secrets) {
  return (item) => {
    if (item === LEAK) {
      const { response } = executions.find((execution) => execution.item.name === item)
      return { verdict: leak([Buffer.from(response.stream.data).toString()], secrets) }
    }
    const failure = failures.find(({ source }) => source.name === item)
    return failure === undefined ? { verdict: 'passed' } : { verdict: 'failed', reason: failure.error.message }
  }
}

/** The same out of flowgate's event log and HTML report. */
export function flowgateSays({ log, page }, secrets) {
  const events = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return (item) => {
    const own = events.filter(({ cursor }) => cursor?.itemName === item)
    if (item === LEAK) return { verdict: leak([log, page, ...bodiesIn(own)], secrets) }
    const attempt = Math.max(...own.map(({ cursor }) => cursor.attempt))
    const failed = own.find((event) => event.outcome === 'failed' && event.cursor.attempt === attempt)
    const known = failed?.failure?.known
    if (known !== undefined) return { verdict: 'known', reason: `${known.id}: ${known.reason}` }
    if (failed !== undefined) return { verdict: 'failed', reason: failed.failure?.message }
    if (attempt > 0) return { verdict: 'flaky', reason: `passed in attempt ${attempt + 1}` }
    const wait = own.find(({ type, reason }) => type === 'wait' && reason === 'rate-limit')
    return wait === undefined
      ? { verdict: 'passed' }
      : { verdict: 'passed, waited', reason: `${Math.round(wait.ms / 1000)} s, as the server asked` }
  }
}

/** The table, with the reasons below each row; and is all as expected. */
export function compare(newman, flowgate) {
  const rows = SCENES.map(({ scene, item, expected }) => {
    const said = [newman(item), flowgate(item)]
    const isExpected = said.every(({ verdict }, index) => verdict === expected[index])
    return { scene, said, isExpected, expected }
  })
  const text = rows.map(({ scene, said: [theirs, ours], isExpected, expected }) => {
    const mark = isExpected ? 'as expected' : `expected: ${expected.join(' | ')}`
    const reasons = [reasonLine('newman', theirs), reasonLine('flowgate', ours)]
    return [line([scene, theirs.verdict, ours.verdict, mark]), ...reasons]
      .filter((each) => each !== undefined)
      .join('\n')
  })
  const head = [line(['', 'newman', 'flowgate', '']), '-'.repeat(72)]
  return { text: `${[...head, ...text].join('\n')}\n`, isExpected: rows.every((row) => row.isExpected) }
}

function line([scene, theirs, ours, mark]) {
  return `${scene.padEnd(27)}${theirs.padEnd(10)}${ours.padEnd(16)}${mark}`.trimEnd()
}

function reasonLine(who, { reason }) {
  return reason === undefined ? undefined : `  ${who.padEnd(8)}  ${reason}`
}

function leak(texts, secrets) {
  return texts.some((text) => secrets.some((secret) => text.includes(secret))) ? 'in clear' : 'masked'
}

function bodiesIn(events) {
  return events.flatMap(({ response }) =>
    response?.body?.$bytes === undefined ? [] : [Buffer.from(response.body.$bytes, 'base64').toString()],
  )
}
