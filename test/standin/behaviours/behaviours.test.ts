import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { allowedBy, defaultOf } from '../../../src/standin/behaviours/behaviours.ts'
import { ALL_BEHAVIOURS } from '../../../src/standin/behaviours/table.ts'
import { at, openBench, setUp } from '../client.ts'
import { openFlowStage } from '../flows/stage.ts'
import { openStage } from '../oidc/stage.ts'
import type { Ground } from './probe.ts'
import { PROBES } from './probes.ts'

let ground: Ground

beforeAll(async () => {
  const stage = await openStage()
  ground = { stage, flows: await openFlowStage(stage), setup: await setUp(stage) }
})

afterEach(async () => {
  ground.stage.clock.set(undefined)
  await ground.stage.send('DELETE', '/standin/behaviours')
})

afterAll(async () => {
  await ground.stage.standin.close()
})

const CASES = Object.entries(PROBES).flatMap(([name, { shows, probe }]) =>
  Object.entries(shows).map(([value, expected]) => ({ name, value, expected, probe })),
)

test.each(CASES)('$name=$value', async ({ name, value, expected, probe }) => {
  const set = await ground.stage.send('PUT', '/standin/behaviours', { json: { [name]: value } })

  const shown = await probe(ground)

  expect([set.status, at(set, name), shown]).toEqual([200, value, expected])
})

test.each(Object.entries(PROBES))('%s shows its default, and something else', (name, { shows }) => {
  const behaviour = ALL_BEHAVIOURS.get(name)

  const values = Object.keys(shows)

  expect([values.length > 1, behaviour && values.includes(String(defaultOf(behaviour)))]).toEqual([true, true])
})

describe('behaviours', () => {
  test('of a seed hold until others are given', async () => {
    const seed = { behaviours: { 'page-size': 1, 'list-count': 'none' } }
    const bench = await openBench({ seed, behaviours: { 'list-count': 'page' } })

    const { body } = await bench.send('GET', '/standin/behaviours')

    await bench.standin.close()
    expect(body).toMatchObject({ 'page-size': 1, 'list-count': 'page', 'wrong-action': '400' })
  })

  test('go back to what the stand-in was started with', async () => {
    const bench = await openBench({ behaviours: { 'wrong-action': '415' } })
    await bench.send('PUT', '/standin/behaviours', { json: { 'wrong-action': '400', 'par-status': '200' } })

    const reset = await bench.send('DELETE', '/standin/behaviours')

    const { body } = await bench.send('GET', '/standin/behaviours')
    await bench.standin.close()
    expect([reset.status, body]).toMatchObject([204, { 'wrong-action': '415', 'par-status': '201' }])
  })

  test.each([
    [{ 'wrong-acton': '415' }, '"wrong-acton" does not exist; GET /standin/behaviours lists them'],
    [
      { 'wrong-action': '500' },
      '"wrong-action" cannot be "500", it must be one of: 400, 415; GET /standin/behaviours lists them',
    ],
    [
      { 'page-size': 0 },
      '"page-size" cannot be "0", it must be a whole number from 1 to 1000; GET /standin/behaviours lists them',
    ],
    [
      { 'push-denied-code': 'no code' },
      '"push-denied-code" cannot be "no code", it must be a code in capitals, like INVALID_VALUE; GET /standin/behaviours lists them',
    ],
    [
      { 'otp-invalid-message': ' ' },
      '"otp-invalid-message" cannot be " ", it must be a text; GET /standin/behaviours lists them',
    ],
    [[], 'the body must be an object; send {"wrong-action": "415"}'],
  ])('refuse %j', async (json, reason) => {
    const answer = await ground.stage.send('PUT', '/standin/behaviours', { json })

    const error = `Cannot set behaviours: ${reason}`
    expect([answer.status, answer.body]).toEqual([400, { error }])
  })
})

test('docs/standin.md lists the behaviours as they are', () => {
  const rows = [...ALL_BEHAVIOURS].map(([name, behaviour]) => {
    const values = behaviour.kind === 'choice' ? behaviour.values.map((value) => `\`${value}\``).join(', ') : undefined
    return `| \`${name}\` | ${values ?? `\`${defaultOf(behaviour)}\`; ${allowedBy(behaviour)}`} | ${behaviour.changes} | ${behaviour.source} |`
  })

  const page = readFileSync(new URL('../../../docs/standin.md', import.meta.url), 'utf8')

  const table = /^\| behaviour +\|.*?(?=\n\n)/ms.exec(page)?.[0].replaceAll(/ {2,}/g, ' ') ?? ''
  expect(table.split('\n').slice(2)).toEqual(rows)
})
