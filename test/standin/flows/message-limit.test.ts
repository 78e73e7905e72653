import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, act, at, stable } from '../client.ts'
import { type FlowStage, openFlowStage } from './stage.ts'

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterEach(async () => {
  stage.clock.set(undefined)
  await stage.send('DELETE', '/standin/outbox')
})

afterAll(async () => {
  await stage.standin.close()
})

const seconds = (duration: number): object => ({ duration, timeUnit: 'SECONDS' })

const COOL_DOWN = { enabled: true, periods: [seconds(30), seconds(60), seconds(120)], resendLimit: 4 }

const OFF = { enabled: false }

/** A notification policy: its body. */
function policyBody(changes: object = {}): object {
  return {
    name: crypto.randomUUID(),
    quotas: [{ type: 'USER', deliveryMethods: ['SMS', 'Voice'], total: 50 }],
    cooldownConfiguration: { email: COOL_DOWN, sms: OFF, voice: OFF, whatsApp: OFF },
    ...changes,
  }
}

/** A flow of a user with a device for email, under a new notification policy. */
async function started(changes: object = {}, email = `${crypto.randomUUID()}@example.com`): Promise<Answer> {
  const id = at(await stage.api('POST', 'notificationsPolicies', policyBody(changes)), 'id')
  const method = {
    enabled: true,
    otp: {
      failure: { count: 3, coolDown: { duration: 0, timeUnit: 'MINUTES' } },
      lifeTime: { duration: 30, timeUnit: 'MINUTES' },
    },
  }
  const policy = { name: crypto.randomUUID(), sms: method, email: method, notificationsPolicy: { id } }
  const policyId = at(await stage.api('POST', 'deviceAuthenticationPolicies', policy), 'id')
  const user = await stage.user({ devices: [{ type: 'EMAIL', email }] })
  const action = { type: 'MULTI_FACTOR_AUTHENTICATION', deviceAuthenticationPolicy: { id: policyId } }
  return act(stage, at(await stage.start(action), 'id'), { 'user.lookup': { username: at(user, 'username') } })
}

async function again(flow: Answer): Promise<Answer> {
  return act(stage, at(flow, 'id'), { 'device.select': { device: { id: at(flow, 'selectedDevice.id') } } })
}

describe('cool-down', () => {
  test('has the next message wait, by the clock of the stand-in', async () => {
    const flow = await started()
    stage.clock.advance(29_000)
    const early = await again(flow)
    stage.clock.advance(2000)

    const later = await again(flow)

    expect([early.status, stable(early.body), later.status]).toEqual([
      400,
      {
        id: '<id>',
        code: 'INVALID_DATA',
        message: 'The request could not be completed. One or more validation errors were in the request.',
        details: [
          {
            code: 'LIMIT_EXCEEDED',
            target: 'device.id',
            message: 'It is too early for another message.',
            innerError: { deliveryMethod: 'EMAIL', coolDownExpiresAt: expect.any(Number) },
          },
        ],
      },
      200,
    ])
  })

  test('grows with each message, and blocks for half an hour after the last', async () => {
    const flow = await started()
    const statuses: number[] = []
    for (const wait of [31, 31, 30, 61, 60, 121, 121, 600, 600]) {
      stage.clock.advance(wait * 1000)
      statuses.push((await again(flow)).status)
    }
    stage.clock.advance(481_000)

    const last = await again(flow)

    // 30, 60, 120 and again 120 seconds are waited for; then four further messages have been sent.
    expect([statuses, last.status]).toEqual([[200, 400, 200, 400, 200, 200, 400, 400, 400], 200])
  })

  test.each([
    [{}, 400],
    [{ groupBy: 'USER_ID' }, 200],
  ])('is for an address, or with %j for a user at it', async (grouping, status) => {
    const email = `${crypto.randomUUID()}@example.com`
    const cooldownConfiguration = { email: { ...COOL_DOWN, ...grouping }, sms: OFF, voice: OFF, whatsApp: OFF }
    const flow = await started({ cooldownConfiguration }, email)
    stage.clock.advance(31_000)
    await started({ cooldownConfiguration }, email)

    const answer = await again(flow)

    expect(answer.status).toBe(status)
  })

  test('is not for devices in test mode, which are sent nothing', async () => {
    const user = await stage.user({ devices: [{ type: 'EMAIL', email: 'test@example.com', testMode: true }] })
    await stage.api('POST', 'notificationsPolicies', policyBody())
    const flow = await act(stage, at(await stage.start({ type: 'MULTI_FACTOR_AUTHENTICATION' }), 'id'), {
      'user.lookup': { username: at(user, 'username') },
    })

    const answer = await again(flow)

    expect(answer.status).toBe(200)
  })
})

describe('quota', () => {
  test('of a user ends with the day', async () => {
    const quotas = [{ type: 'USER', deliveryMethods: ['Email'], total: 2 }]
    const flow = await started({ quotas, cooldownConfiguration: undefined })
    await again(flow)
    const full = await again(flow)
    stage.clock.advance(24 * 3600_000)
    const { body } = await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`)

    expect([full.status, at(full, 'details.0.message'), Object(body).code]).toEqual([
      400,
      'The user has had all messages of the day.',
      'NOT_FOUND',
    ])
  })

  test('of an environment is for all its users', async () => {
    const quotas = [{ type: 'ENVIRONMENT', deliveryMethods: ['Email'], claimed: 1, unclaimed: 1 }]
    await started()
    const flow = await started({ quotas, cooldownConfiguration: undefined })

    const answer = await again(flow)

    expect(at(answer, 'details.0.message')).toBe('The environment has had all messages of the day.')
  })
})

describe('notificationPolicies', () => {
  test('are shown as they were sent', async () => {
    const body = policyBody()

    const made = await stage.api('POST', 'notificationsPolicies', body)

    const read = await stage.api('GET', `notificationsPolicies/${at(made, 'id')}`)
    expect([made.status, stable(read.body)]).toEqual([
      201,
      {
        _links: {
          self: { href: '<url>/v1/environments/<env>/notificationsPolicies/<id>' },
          environment: { href: '<url>/v1/environments/<env>' },
        },
        ...body,
        id: '<id>',
        environment: { id: '<env>' },
        name: '<id>',
        default: false,
        createdAt: '<time>',
        updatedAt: '<time>',
      },
    ])
  })

  test.each([
    [{ quotas: [{ type: 'USER', deliveryMethods: ['SMS'] }] }, 'quotas[0].total'],
    [{ quotas: [{ type: 'USER', deliveryMethods: ['SMS'], total: 1, claimed: 1, unclaimed: 1 }] }, 'quotas[0].total'],
    [{ quotas: [{ type: 'TEAM', deliveryMethods: ['SMS'], total: 1 }] }, 'quotas[0].type'],
    [{ cooldownConfiguration: { email: OFF } }, 'cooldownConfiguration.sms'],
    [
      {
        cooldownConfiguration: { email: { ...COOL_DOWN, periods: [seconds(30)] }, sms: OFF, voice: OFF, whatsApp: OFF },
      },
      'cooldownConfiguration.email.periods',
    ],
    [
      {
        cooldownConfiguration: {
          email: { ...COOL_DOWN, periods: [seconds(9), seconds(30), seconds(30)] },
          sms: OFF,
          voice: OFF,
          whatsApp: OFF,
        },
      },
      'cooldownConfiguration.email.periods[0].duration',
    ],
    [
      { cooldownConfiguration: { email: { ...COOL_DOWN, resendLimit: null }, sms: OFF, voice: OFF, whatsApp: OFF } },
      'cooldownConfiguration.email.resendLimit',
    ],
  ])('refuse %j', async (changes, target) => {
    const answer = await stage.api('POST', 'notificationsPolicies', policyBody(changes))

    expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
  })

  test('stay while they are the default one, or in use', async () => {
    const all = await stage.api('GET', 'notificationsPolicies?filter=default eq true')
    await started()
    const used = await stage.api('GET', 'deviceAuthenticationPolicies?filter=notificationsPolicy.id pr')

    const answers = [
      await stage.api('DELETE', `notificationsPolicies/${at(all, '_embedded.notificationsPolicies.0.id')}`),
      await stage.api(
        'DELETE',
        `notificationsPolicies/${at(used, '_embedded.deviceAuthenticationPolicies.0.notificationsPolicy.id')}`,
      ),
      await stage.api('POST', 'deviceAuthenticationPolicies', {
        name: 'lost',
        sms: Object(used.body)._embedded.deviceAuthenticationPolicies[0].sms,
        email: Object(used.body)._embedded.deviceAuthenticationPolicies[0].email,
        notificationsPolicy: { id: 'nothing' },
      }),
    ]

    expect(answers.map((answer) => [answer.status, at(answer, 'details.0.message')])).toEqual([
      [400, 'The default notification policy cannot be deleted.'],
      [400, 'The notification policy is used by a device authentication policy.'],
      [400, 'The notification policy does not exist.'],
    ])
  })
})
