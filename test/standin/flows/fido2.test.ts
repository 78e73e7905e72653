import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authenticator, foreignKey, newAuthenticator, ORIGIN } from '../authenticator.ts'
import { type Answer, act, at, authorize, requestClaims, setUp, sign, stable, workerToken } from '../client.ts'
import { activate, assertWith, FIDO2, type Pairing, paired, RP, reachAssertion, startPairing } from './fido2-stage.ts'
import { type FlowStage, logIn, offers, openFlowStage } from './stage.ts'

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** The one detail of a refusal. */
function detailOf({ status, body }: Answer): unknown {
  const { code, details } = body as { code: string; details: readonly unknown[] }
  return [status, code, ...details]
}

function invalid(target: string, message: string): unknown {
  return [400, 'INVALID_DATA', { code: 'INVALID_VALUE', target, message }]
}

describe('pairing', () => {
  test('tells what a browser has to be asked', async () => {
    const { device } = await startPairing(stage)

    const { publicKeyCredentialCreationOptions: options, ...rest } = device.body as Record<string, string>
    const bytes = expect.arrayContaining([expect.any(Number)])
    expect([device.status, stable(rest), JSON.parse(options ?? '')]).toEqual([
      201,
      {
        _links: expect.anything(),
        id: '<id>',
        environment: { id: '<env>' },
        user: { id: '<id>' },
        type: 'FIDO2',
        status: 'ACTIVATION_REQUIRED',
        createdAt: '<time>',
        updatedAt: '<time>',
        rp: RP,
      },
      {
        rp: RP,
        user: { id: bytes, displayName: expect.stringMatching(/^user-/), name: expect.stringMatching(/^user-/) },
        challenge: bytes,
        pubKeyCredParams: [
          { type: 'public-key', alg: '-7' },
          { type: 'public-key', alg: '-37' },
          { type: 'public-key', alg: '-257' },
        ],
        timeout: 120_000,
        excludeCredentials: [],
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
      },
    ])
  })

  test.each([[-7], [-37], [-257]] as const)('keeps a key of the algorithm %i, and takes its assertion', async (alg) => {
    const key = newAuthenticator(alg)
    const pairing = await startPairing(stage)
    const active = await activate(stage, pairing, { key })

    const done = await assertWith(stage, await reachAssertion(stage, pairing), { key })

    expect([active.status, at(active, 'status'), offers(done)]).toEqual([200, 'ACTIVE', ['COMPLETED', 'self']])
  })

  test('is over once it is done', async () => {
    const pairing = await startPairing(stage)
    const active = await activate(stage, pairing)

    const again = await activate(stage, pairing)

    expect([Object.keys(Object(active.body)), detailOf(again)]).toEqual([
      expect.not.arrayContaining(['publicKeyCredentialCreationOptions']),
      invalid('status', 'The device is already active.'),
    ])
  })

  test('excludes what is paired already', async () => {
    const key = newAuthenticator()
    const { user } = await paired(stage, key)

    const second = await startPairing(stage, user)
    const refused = await activate(stage, second, { key })

    const options = JSON.parse(at(second.device, 'publicKeyCredentialCreationOptions'))
    expect([options.excludeCredentials, detailOf(refused)]).toEqual([
      [{ type: 'public-key', id: [...new Int8Array(key.credentialId)] }],
      invalid('attestation', 'is of a credential that is paired already'),
    ])
  })

  test.each([
    [
      'origin',
      'another origin than it was made for',
      { origin: 'https://other.example.com' },
      'is not that of the client data',
    ],
    [
      'origin',
      'the origin of another domain',
      { origin: 'https://example.org', tricks: { origin: 'https://example.org' } },
      'does not belong to "example.com"',
    ],
    [
      'origin',
      'a domain that only ends in the same way',
      { origin: 'https://notexample.com', tricks: { origin: 'https://notexample.com' } },
      'does not belong to "example.com"',
    ],
    ['attestation', 'another challenge', { tricks: { challenge: 'AAAA' } }, 'answers another challenge'],
    ['attestation', 'an assertion', { tricks: { type: 'webauthn.get' } }, 'is not of the type webauthn.create'],
    ['attestation', 'another relying party', { tricks: { rpId: 'example.org' } }, 'is for another relying party'],
    ['attestation', 'nobody present', { tricks: { flags: 68 } }, 'was made without the user'],
    ['attestation', 'no verified user', { tricks: { flags: 65 } }, 'was made without verifying the user'],
    ['attestation', 'no credential', { tricks: { flags: 5 } }, 'has no credential'],
    ['attestation', 'another format', { tricks: { format: 'packed' } }, 'has a statement that was not asked for'],
    ['attestation', 'an unknown algorithm', { tricks: { coseAlgorithm: -8 } }, 'has a key that was not asked for'],
    [
      'attestation',
      'an algorithm that is not of the key',
      { tricks: { coseAlgorithm: -257 } },
      'has a key that was not asked for',
    ],
  ])('refuses the %s: %s', async (...[target, , handing, message]) => {
    const pairing = await startPairing(stage)

    const refused = await activate(stage, pairing, handing)

    expect(detailOf(refused)).toEqual(invalid(target, message))
  })

  test.each([
    ['no JSON', '{', 'is no JSON'],
    ['a list', '[]', 'is no public key credential'],
    ['no id', '{"response":{}}', 'has no rawId'],
    ['no client data', '{"rawId":"AA","response":{}}', 'has no clientDataJSON'],
    ['client data that are none', '{"rawId":"AA","response":{"clientDataJSON":"AAAA"}}', 'has no client data'],
  ])('refuses an attestation with %s', async (_what, attestation, message) => {
    const { path } = await startPairing(stage)

    const refused = await stage.api('POST', path, { origin: ORIGIN, attestation }, 'device.activate')

    expect(detailOf(refused)).toEqual(invalid('attestation', message))
  })

  test.each([
    [{ origin: ORIGIN }, 'INVALID_DATA', 'attestation'],
    [{ attestation: '{}' }, 'INVALID_DATA', 'origin'],
    [{ origin: ORIGIN, attestation: {} }, 'INVALID_REQUEST', 'attestation'],
  ])('refuses the body %j', async (body, code, target) => {
    const { path } = await startPairing(stage)

    const refused = await stage.api('POST', path, body, 'device.activate')

    expect([refused.status, at(refused, 'code'), at(refused, 'details.0.target')]).toEqual([400, code, target])
  })

  test('refuses an answer after two minutes', async () => {
    const pairing = await startPairing(stage)
    stage.clock.advance(120_000)

    const refused = await activate(stage, pairing)

    expect(detailOf(refused)).toEqual(invalid('attestation', 'answers a challenge that is over'))
  })

  test('refuses a relying party that is no domain, and a policy without FIDO2', async () => {
    const otp = {
      failure: { count: 3, coolDown: { duration: 2, timeUnit: 'MINUTES' } },
      lifeTime: { duration: 30, timeUnit: 'MINUTES' },
    }
    const method = { enabled: true, otp }
    const json = { name: crypto.randomUUID(), sms: method, email: method, fido2: { enabled: false } }
    const policy = await stage.api('POST', 'deviceAuthenticationPolicies', json)
    const devices = `users/${at(await stage.user(), 'id')}/devices`

    const noDomain = await stage.api('POST', devices, { type: 'FIDO2', rp: { id: 'https://example.com', name: 'x' } })
    const off = await stage.api('POST', devices, { type: 'FIDO2', rp: RP, policy: { id: at(policy, 'id') } })

    expect([detailOf(noDomain), detailOf(off)]).toEqual([
      invalid('rp.id', 'must be a domain in lower case'),
      invalid('type', 'Devices of this kind are disabled in the device authentication policy.'),
    ])
  })
})

describe('assertionCheck()', () => {
  test('asks for the credential of the device', async () => {
    const key = newAuthenticator()
    const asked = await reachAssertion(stage, await paired(stage, key))

    const options = JSON.parse(at(asked, 'publicKeyCredentialRequestOptions'))
    expect([offers(asked), Object(asked.body)._embedded.devices, options]).toEqual([
      ['ASSERTION_REQUIRED', 'assertion.check', 'device.select', 'self', 'signOnPage'],
      [{ id: at(asked, 'selectedDevice.id'), type: 'FIDO2', status: 'ACTIVE' }],
      {
        challenge: expect.arrayContaining([expect.any(Number)]),
        timeout: 120_000,
        rpId: 'example.com',
        allowCredentials: [{ type: 'public-key', id: [...new Int8Array(key.credentialId)] }],
        userVerification: 'required',
      },
    ])
  })

  test('comes after the password, and completes the flow for its application', async () => {
    const key = newAuthenticator()
    const { user } = await paired(stage, key)
    const asked = await logIn(stage, await stage.start({ type: 'LOGIN' }, FIDO2), { user })

    const done = await assertWith(stage, asked, { key })

    const { body } = await stage.send('GET', `/${stage.env}/as/resume?flowId=${at(done, 'id')}`)
    expect(body).toMatchObject({ status: 'COMPLETED', authorizeResponse: { code: expect.any(String) } })
  })

  test('takes the handle of the user as authenticators return it', async () => {
    const key = newAuthenticator()
    const pairing = await paired(stage, key)
    const { id } = JSON.parse(at(pairing.device, 'publicKeyCredentialCreationOptions')).user
    const userHandle = Buffer.from(Int8Array.from(id)).toString('base64')

    const done = await assertWith(stage, await reachAssertion(stage, pairing), { key, tricks: { userHandle } })

    expect(at(done, 'status')).toBe('COMPLETED')
  })

  test('takes an authenticator that does not count', async () => {
    const key = newAuthenticator()
    const pairing = await paired(stage, key)
    const uncounted = { key, tricks: { signCount: 0 } }
    await assertWith(stage, await reachAssertion(stage, pairing), uncounted)

    const done = await assertWith(stage, await reachAssertion(stage, pairing), uncounted)

    expect(at(done, 'status')).toBe('COMPLETED')
  })

  test.each([
    ['origin', 'another origin', { origin: 'https://www.example.com' }, 'is not that of the client data'],
    ['assertion', 'another challenge', { tricks: { challenge: 'AAAA' } }, 'answers another challenge'],
    ['assertion', 'another key', { tricks: { key: foreignKey() } }, 'has a signature that is not right'],
    ['assertion', 'another credential', { tricks: { rawId: 'AAAA' } }, 'is of another credential'],
    ['assertion', 'another user', { tricks: { userHandle: 'AAAA' } }, 'is of another user'],
    ['assertion', 'another relying party', { tricks: { rpId: 'example.org' } }, 'is for another relying party'],
    ['assertion', 'an attestation', { tricks: { type: 'webauthn.create' } }, 'is not of the type webauthn.get'],
    ['assertion', 'nobody present', { tricks: { flags: 4 } }, 'was made without the user'],
    ['assertion', 'no verified user', { tricks: { flags: 1 } }, 'was made without verifying the user'],
  ])('refuses the %s: %s', async (...[target, , handing, message]) => {
    const key = newAuthenticator()
    const asked = await reachAssertion(stage, await paired(stage, key))

    const refused = await assertWith(stage, asked, { key, ...handing })
    const done = await assertWith(stage, asked, { key })

    expect([detailOf(refused), at(done, 'status')]).toEqual([invalid(target, message), 'COMPLETED'])
  })

  test('refuses a counter that has not moved on', async () => {
    const key = newAuthenticator()
    const pairing = await paired(stage, key)
    await assertWith(stage, await reachAssertion(stage, pairing), { key, tricks: { signCount: 5 } })

    const replayed = await assertWith(stage, await reachAssertion(stage, pairing), { key, tricks: { signCount: 5 } })

    const message = 'has a counter that has not moved on: the credential may have been copied'
    expect(detailOf(replayed)).toEqual(invalid('assertion', message))
  })

  test('refuses the assertion of another flow', async () => {
    const key = newAuthenticator()
    const pairing = await paired(stage, key)
    const first = await reachAssertion(stage, pairing)
    const second = await reachAssertion(stage, pairing)
    const assertion = key.get(at(first, 'publicKeyCredentialRequestOptions'))

    const refused = await act(stage, at(second, 'id'), { 'assertion.check': { origin: ORIGIN, assertion } })

    expect(detailOf(refused)).toEqual(invalid('assertion', 'answers another challenge'))
  })

  test('refuses an answer after two minutes, and takes one to a new question', async () => {
    const key = newAuthenticator()
    const asked = await reachAssertion(stage, await paired(stage, key))
    stage.clock.advance(120_000)

    const refused = await assertWith(stage, asked, { key })
    const device = { id: at(asked, 'selectedDevice.id') }
    const again = await act(stage, at(asked, 'id'), { 'device.select': { device, compatibility: 'FULL' } })
    const done = await assertWith(stage, again, { key })

    expect([detailOf(refused), at(done, 'status')]).toEqual([
      invalid('assertion', 'answers a challenge that is over'),
      'COMPLETED',
    ])
  })

  test('locks the device after too many wrong ones, for the cool-down of the policy', async () => {
    const key = newAuthenticator()
    const { path, user } = await paired(stage, key)
    const asked = await reachAssertion(stage, { path, user, device: user })
    const wrong = { key, tricks: { challenge: 'AAAA' } }
    for (const _ of [1, 2]) await assertWith(stage, asked, wrong)

    const third = await assertWith(stage, asked, wrong)
    const right = await assertWith(stage, asked, { key })
    const locked = await stage.api('GET', path)
    const selected = await act(stage, at(asked, 'id'), { 'device.select': { device: { id: at(locked, 'id') } } })
    stage.clock.advance(120_000)
    const again = await act(stage, at(asked, 'id'), { 'device.select': { device: { id: at(locked, 'id') } } })

    const quota = [400, 'INVALID_DATA', expect.objectContaining({ code: 'QUOTA_EXCEEDED', target: 'assertion' })]
    expect([detailOf(third), detailOf(right)]).toEqual([quota, quota])
    expect([Object(locked.body).lock, at(selected, 'details.0.code'), at(again, 'status')]).toEqual([
      { status: 'LOCKED', expiresAt: expect.any(String), reason: 'FIDO2' },
      'LIMIT_EXCEEDED',
      'ASSERTION_REQUIRED',
    ])
  })

  test.each([
    [{ assertion: '{}' }, 'INVALID_DATA', 'origin'],
    [{ origin: ORIGIN }, 'INVALID_DATA', 'assertion'],
    [{ origin: ORIGIN, assertion: {} }, 'INVALID_REQUEST', 'assertion'],
    [{ origin: ORIGIN, assertion: '{' }, 'INVALID_DATA', 'assertion'],
    [{ origin: ORIGIN, assertion: '{}', compatibility: 'SOME' }, 'INVALID_DATA', 'compatibility'],
  ])('refuses the body %j', async (body, code, target) => {
    const asked = await reachAssertion(stage, await paired(stage, newAuthenticator()))

    const refused = await act(stage, at(asked, 'id'), { 'assertion.check': body })

    expect([refused.status, at(refused, 'code'), at(refused, 'details.0.target')]).toEqual([400, code, target])
  })

  test('belongs to ASSERTION_REQUIRED, as a one-time password does not', async () => {
    const asked = await reachAssertion(stage, await paired(stage, newAuthenticator()))
    const flow = await stage.start(FIDO2)

    const early = await act(stage, at(flow, 'id'), { 'assertion.check': { origin: ORIGIN, assertion: '{}' } })
    const otp = await act(stage, at(asked, 'id'), { 'otp.check': { otp: '123456' } })

    expect([detailOf(early), detailOf(otp)]).toEqual([
      invalid('status', 'The action is not available in status SIGN_ON_REQUIRED.'),
      invalid('status', 'The action is not available in status ASSERTION_REQUIRED.'),
    ])
  })

  test('finds no device that was unpaired meanwhile', async () => {
    const key = newAuthenticator()
    const pairing = await paired(stage, key)
    const asked = await reachAssertion(stage, pairing)
    await stage.api('DELETE', pairing.path)

    const gone = await assertWith(stage, asked, { key })

    expect([gone.status, at(gone, 'code')]).toEqual([404, 'NOT_FOUND'])
  })
})

test('a device that waits for its attestation cannot be used', async () => {
  const failed = await reachAssertion(stage, await startPairing(stage))

  expect([at(failed, 'status'), at(failed, 'error.code')]).toEqual(['FAILED', 'NO_USABLE_DEVICES'])
})

test('boundBiometrics of a sign-on policy is FIDO2 as well', async () => {
  const action = { type: 'MULTI_FACTOR_AUTHENTICATION', boundBiometrics: { enabled: true } }

  const asked = await reachAssertion(stage, await paired(stage, newAuthenticator()), action)

  expect(at(asked, 'status')).toBe('ASSERTION_REQUIRED')
})

describe('a challenge of the application (pi.webAuthn)', () => {
  const challenge = Buffer.alloc(32, 7).toString('base64url')

  /** The answer to an authorization request that carries the claims. */
  async function ask(claims: object): Promise<readonly [Answer, Pairing, Authenticator]> {
    const key = newAuthenticator()
    const pairing = await paired(stage, key)
    const setup = await setUp(stage, { action: { ...FIDO2, email: { enabled: false } } })
    const request = await sign({ ...requestClaims(stage, setup), ...claims }, setup.secret)
    return [await authorize(stage, setup, { request }), pairing, key]
  }

  test.each([[{ 'pi.webAuthn': { challenge } }], [{ 'pi.webAuthn.challenge': challenge }]])(
    'is signed: %j',
    async (claims) => {
      const [flow, { user }, key] = await ask(claims)

      const asked = await act(stage, at(flow, 'id'), { 'user.lookup': { username: at(user, 'username') } })
      const done = await assertWith(stage, asked, { key })

      const { challenge: bytes } = JSON.parse(at(asked, 'publicKeyCredentialRequestOptions'))
      expect([bytes, at(done, 'status')]).toEqual([Array(32).fill(7), 'COMPLETED'])
    },
  )

  test.each([
    ['pi.webAuthn', { 'pi.webAuthn': challenge }],
    ['pi.webAuthn.challenge', { 'pi.webAuthn': { challenge: 'short' } }],
    ['pi.webAuthn.challenge', { 'pi.webAuthn': { challenge: 7 } }],
    ['pi.webAuthn.challenge', { 'pi.webAuthn': { challenge: '+'.repeat(43) } }],
  ])('is refused as %s in %j', async (claim, claims) => {
    const [refused] = await ask(claims)

    expect(detailOf(refused)).toEqual(invalid('request', `The JWT claim "${claim}" is not valid.`))
  })
})

test('deviceAuthentications take assertions, too', async () => {
  const key = newAuthenticator()
  const { user } = await paired(stage, key)
  const token = await workerToken(stage)
  const path = `/${stage.env}/deviceAuthentications`
  const json = { user: { id: at(user, 'id') } }
  const asked = await stage.send('POST', path, { token, json })

  const assertion = key.get(at(asked, 'publicKeyCredentialRequestOptions'))
  const done = await stage.send('POST', `${path}/${at(asked, 'id')}`, {
    token,
    json: { origin: ORIGIN, assertion },
    type: 'application/vnd.pingidentity.assertion.check+json',
  })

  expect([at(asked, 'status'), done.body]).toMatchObject([
    'ASSERTION_REQUIRED',
    { status: 'COMPLETED', authenticators: ['hwk'] },
  ])
})
