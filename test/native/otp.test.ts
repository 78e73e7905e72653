import { expect, test } from 'vitest'
import { fromBase32, totp } from '../../src/native/totp.ts'
import { answered, stillClock } from '../support/ports.ts'
import { startServer } from '../support/server.ts'
import { makeValue, producerInput, realProduce } from './making.ts'

/** The secret of RFC 6238, appendix B: the ASCII digits again and again, as long as the hash. */
function secretOf(length: number): Uint8Array {
  return Buffer.from('1234567890'.repeat(7).slice(0, length))
}

test.each([
  { seconds: 59, SHA1: '94287082', SHA256: '46119246', SHA512: '90693936' },
  { seconds: 1_111_111_109, SHA1: '07081804', SHA256: '68084774', SHA512: '25091201' },
  { seconds: 1_111_111_111, SHA1: '14050471', SHA256: '67062674', SHA512: '99943326' },
  { seconds: 1_234_567_890, SHA1: '89005924', SHA256: '91819424', SHA512: '93441116' },
  { seconds: 2_000_000_000, SHA1: '69279037', SHA256: '90698825', SHA512: '38618901' },
  { seconds: 20_000_000_000, SHA1: '65353130', SHA256: '77737706', SHA512: '47863826' },
])('totp() makes the passwords of RFC 6238 for second $seconds', ({ seconds, ...expected }) => {
  const options = { digits: 8, periodS: 30 }

  expect({
    SHA1: totp(secretOf(20), seconds * 1000, { ...options, algorithm: 'SHA1' }),
    SHA256: totp(secretOf(32), seconds * 1000, { ...options, algorithm: 'SHA256' }),
    SHA512: totp(secretOf(64), seconds * 1000, { ...options, algorithm: 'SHA512' }),
  }).toEqual(expected)
})

test.each([
  { text: 'MZXW6YTBOI======', bytes: 'foobar' },
  { text: 'mzxw 6ytb', bytes: 'fooba' },
  { text: 'MZXW-6YQ=', bytes: 'foob' },
  { text: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', bytes: '12345678901234567890' },
])('fromBase32() reads $text', ({ text, bytes }) => {
  expect(Buffer.from(fromBase32(text) ?? []).toString()).toBe(bytes)
})

test.each(['', '====', 'MZXW1', 'MZXW6Y8', 'M', 'MZX', 'MZXW6Y', 'otpauth://totp/x'])(
  'fromBase32() refuses "%s"',
  (text) => {
    expect(fromBase32(text)).toBeUndefined()
  },
)

const TOTP_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test('makeOtp() makes the password of an authenticator app for now', async () => {
  const clock = stillClock(59_000)

  const short = await realProduce().make('otp', producerInput({ totpSecret: TOTP_SECRET }, clock))
  const long = await realProduce().make('otp', producerInput({ totpSecret: TOTP_SECRET, totpDigits: '8' }, clock))

  expect([short, long]).toEqual([
    { kind: 'produced', value: '287082', lifetime: 'attempt' },
    { kind: 'produced', value: '94287082', lifetime: 'attempt' },
  ])
})

const FLOW = '"resumeUrl":"https://auth.example.test/as/resume","status":"OTP_REQUIRED"'

test.each([
  { shown: '12345', otp: '012345', what: 'a number that has lost its zero' },
  { shown: '"654321"', otp: '654321', what: 'a text' },
])('makeOtp() takes $what from the flow that answered last', async ({ shown, otp }) => {
  const produce = realProduce()
  produce.hear?.(responseOf(`{${FLOW},"test":{"otp":${shown}}}`))
  produce.hear?.(responseOf('{"any":"other response"}'))

  expect(await produce.make('otp', producerInput({ totpSecret: TOTP_SECRET }))).toEqual({
    kind: 'produced',
    value: otp,
    lifetime: 'attempt',
  })
})

test('makeOtp() forgets the password of a flow when another flow answers', async () => {
  const produce = realProduce()
  produce.hear?.(responseOf(`{${FLOW},"test":{"otp":123456}}`))
  produce.hear?.(responseOf(`{${FLOW}}`))

  expect(await produce.make('otp', producerInput({}))).toEqual(NOTHING_TO_MAKE_IT_FROM)
})

const NOTHING_TO_MAKE_IT_FROM = {
  kind: 'declined',
  failure: {
    code: 'PRODUCER_INPUT',
    message: 'Cannot make "otp": the last flow shows no test.otp, and totpSecret and outboxUrl are missing',
    hint: 'Create the device with "testMode": true, or set totpSecret or outboxUrl',
  },
}

test('makeOtp() steps aside when there is nothing to make it from', async () => {
  expect(await makeValue('otp', {})).toEqual(NOTHING_TO_MAKE_IT_FROM)
})

test('makeOtp() takes the password of the newest message in the outbox', async () => {
  const server = await startServer((_, response) =>
    response.end(
      JSON.stringify([
        { to: 'a@example.test', body: 'Your passcode is 111111' },
        { to: 'a@example.test', body: 'Approve 1000000 to 42, by entering this OTP: 222222' },
        { to: 'b@example.test', body: 'Your passcode is 333333' },
      ]),
    ),
  )
  const outboxUrl = `${server.url}/standin/outbox`

  const newest = await makeValue('otp', { outboxUrl })
  const own = await makeValue('otp', { outboxUrl, outboxRecipient: 'a@example.test' })

  expect([newest, own]).toEqual([
    { kind: 'produced', value: '333333', lifetime: 'attempt' },
    { kind: 'produced', value: '222222', lifetime: 'attempt' },
  ])
})

test.each([
  {
    body: '[]',
    status: 200,
    reason: 'holds no message that counts',
    hint: 'Check outboxRecipient and otpLength, and that the flow has sent one',
  },
  {
    body: '[{"to":"a","body":"1234567"}]',
    status: 200,
    reason: 'holds no password in its newest message',
    hint: 'Check outboxRecipient and otpLength, and that the flow has sent one',
  },
  {
    body: 'no page',
    status: 404,
    reason: 'answered 404, and no list of messages',
    hint: 'Set outboxUrl to the outbox of the stand-in: {{authPath}}/standin/outbox',
  },
])('makeOtp() fails when the outbox $reason', async ({ body, status, reason, hint }) => {
  const server = await startServer((_, response) => response.writeHead(status).end(body))

  const result = await makeValue('otp', { outboxUrl: `${server.url}/outbox?key=secret` })

  const message = `Cannot make "otp": the outbox "${server.url}/outbox" ${reason}`
  expect(result).toEqual({ kind: 'failed', failure: { code: 'PRODUCER_FAILED', message, hint } })
})

test.each([
  {
    variables: { totpSecret: 'not base32!' },
    reason: 'totpSecret is not base32',
    hint: 'Set totpSecret to the letters A to Z and digits 2 to 7 of the pairing, without the otpauth:// around them',
  },
  {
    variables: { totpSecret: TOTP_SECRET, totpAlgorithm: 'MD5' },
    reason: 'totpAlgorithm "MD5" is no hash of one-time passwords',
    hint: 'Set totpAlgorithm to one of SHA1, SHA256, SHA512',
  },
  {
    variables: { totpSecret: TOTP_SECRET, totpDigits: '7' },
    reason: 'totpDigits "7" is no length of time-based passwords',
    hint: 'Set totpDigits to one of 6, 8',
  },
  {
    variables: { outboxUrl: 'standin/outbox' },
    reason: 'its endpoint is no http(s) URL',
    hint: 'Write it with http:// or https:// and without credentials',
  },
])('makeOtp() fails: $reason', async ({ variables, reason, hint }) => {
  expect(await makeValue('otp', variables)).toEqual({
    kind: 'failed',
    failure: { code: 'PRODUCER_INPUT', message: `Cannot make "otp": ${reason}`, hint },
  })
})

function responseOf(body: string): Parameters<NonNullable<ReturnType<typeof realProduce>['hear']>>[0] {
  const result = answered(body)
  if (result.kind === 'failed') throw new Error('no response')
  return result.response
}
