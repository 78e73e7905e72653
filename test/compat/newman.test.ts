import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Standin } from '../../src/standin/server.ts'
import { type NewmanRun, runNewman } from '../support/newman.ts'
import { startQuickStandin } from '../support/standin.ts'

const collection = fileURLToPath(
  new URL('../../collections/transaction-approval.postman_collection.json', import.meta.url),
)
const environment = fileURLToPath(new URL('../../environments/standin.postman_environment.json', import.meta.url))
let standin: Standin

beforeAll(async () => {
  standin = await startQuickStandin()
})

afterAll(async () => {
  await standin.close()
})

/** Only the port differs from the shipped environment: ids and secret are those of the file. */
async function run(variables: Readonly<Record<string, string>> = {}): Promise<NewmanRun> {
  return await runNewman(collection, environment, { authPath: standin.url, apiPath: `${standin.url}/v1`, ...variables })
}

function decode(token: string | undefined): readonly [header: object, claims: object] {
  const [header, claims] = (token ?? '').split('.').map((part) => Buffer.from(part, 'base64url').toString())
  return [JSON.parse(header ?? ''), JSON.parse(claims ?? '')]
}

test.each(['HS256', 'HS512'])('newman runs the collection green, signing by its script with %s', async (requestAlg) => {
  const { failures, requests, exitCode, environment: kept } = await run({ requestAlg })

  expect({ failures, requests, exitCode }).toEqual({ failures: [], requests: 17, exitCode: 0 })
  expect(decode(kept['requestParam'])).toEqual([
    { alg: requestAlg, typ: 'JWT' },
    {
      iss: kept['mfaNativeAppId'],
      aud: `${standin.url}/${kept['envID']}/as`,
      'pi.template': {
        name: 'transaction',
        variant: 'variant_C',
        variables: { sum: '1,000,000', currency: 'USD', recipient: 'Charlie Parker' },
      },
      'pi.clientContext': { 'alert.color': 'red' },
      iat: expect.any(Number),
      exp: expect.any(Number),
      jti: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    },
  ])
})

test('newman fails at the authorization request when the key is wrong', async () => {
  const { failures, exitCode, environment: kept } = await run({ requestSecret: 'wrong' })

  expect(exitCode).toBe(1)
  expect(failures[0]).toEqual({
    item: 'Step 1: Send an authorization request',
    assertion: 'Status is 200 OK',
    message: expect.stringMatching(/^\{.*"target":"request".*\}: expected 400 to equal 200$/),
  })
  expect(kept['flowID']).toBeUndefined()
})

test('newman fails before the authorization request when the script cannot sign', async () => {
  const { failures } = await run({ requestAlg: 'none' })

  expect(failures[0]).toEqual({
    item: 'Step 1: Send an authorization request',
    message: 'Cannot make "requestParam": "requestAlg" is "none", and this script signs with HS256, HS384, HS512 only',
  })
})
