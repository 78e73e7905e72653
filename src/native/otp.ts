import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import { ask, membersOf, placeOf } from './ask.ts'
import { type InputReader, type InputRow, inputReader } from './inputs.ts'
import { UnusableInput } from './producer.ts'
import type { Tools } from './tools.ts'
import { fromBase32, totp } from './totp.ts'

const TABLE = {
  otpLength: { meaning: 'Digits of a password that is sent', default: '6', rule: 'A whole number from 6 to 10' },
  totpSecret: {
    meaning: 'Secret of an authenticator app, as the pairing shows it',
    rule: 'Base32',
    isSecret: true,
  },
  totpAlgorithm: { meaning: 'Hash of the authenticator app', default: 'SHA1', rule: 'SHA1, SHA256 or SHA512' },
  totpDigits: { meaning: 'Digits of the authenticator app', default: '6', rule: '6 or 8' },
  totpPeriod: { meaning: 'Seconds that each password lasts', default: '30', rule: 'A whole number from 1 to 3600' },
  outboxUrl: { meaning: "The stand-in's outbox, such as {{authPath}}/standin/outbox: the newest message counts" },
  outboxRecipient: { meaning: 'Counts messages to this address only' },
} as const

type OtpInput = keyof typeof TABLE

/** The inputs of `otp`. */
export const OTP_INPUTS: Readonly<Record<OtpInput, InputRow>> = Object.freeze(TABLE)

/**
 * Makes `otp`: what a test device shows in the last flow (`test.otp`), else what the authenticator app with `totpSecret` shows now, else what is in
 * the newest message of the outbox. With none of them it steps aside.
 * Source: PingOne Platform API, "Create MFA user device (test mode)"; RFC 6238.
 */
export async function makeOtp(input: ProducerInput, tools: Tools): Promise<ProduceResult> {
  const inputs = inputReader(OTP_INPUTS, input.get)
  const shown = tools.testPasscode()
  // It comes as a number, which has lost its leading zeros.
  if (shown !== undefined) return produced(shown.padStart(lengthOf(inputs), '0'))
  const secret = inputs.optional('totpSecret')
  if (secret !== undefined) return produced(fromApp(secret, inputs, input))
  const url = inputs.optional('outboxUrl')
  if (url !== undefined) return produced(await fromOutbox(url, inputs, input))
  const message = 'Cannot make "otp": the last flow shows no test.otp, and totpSecret and outboxUrl are missing'
  const hint = 'Create the device with "testMode": true, or set totpSecret or outboxUrl'
  return { kind: 'declined', failure: { code: 'PRODUCER_INPUT', message, hint } }
}

function produced(value: string): ProduceResult {
  return { kind: 'produced', value, lifetime: 'attempt' }
}

function lengthOf(inputs: InputReader<OtpInput>): number {
  return inputs.integer('otpLength', { min: 6, max: 10 })
}

function fromApp(secret: string, inputs: InputReader<OtpInput>, { clock }: ProducerInput): string {
  const bytes = fromBase32(secret)
  if (bytes === undefined) {
    const hint =
      'Set totpSecret to the letters A to Z and digits 2 to 7 of the pairing, without the otpauth:// around them'
    throw new UnusableInput('PRODUCER_INPUT', 'totpSecret is not base32', hint)
  }
  return totp(bytes, clock.epoch(), {
    algorithm: inputs.choice('totpAlgorithm', ['SHA1', 'SHA256', 'SHA512'], 'is no hash of one-time passwords'),
    digits: Number(inputs.choice('totpDigits', ['6', '8'], 'is no length of time-based passwords')),
    periodS: inputs.integer('totpPeriod', { min: 1, max: 3600 }),
  })
}

async function fromOutbox(url: string, inputs: InputReader<OtpInput>, { send }: ProducerInput): Promise<string> {
  const { status, json } = await ask({ method: 'GET', url }, send)
  const place = `the outbox "${placeOf(url)}"`
  if (status !== 200 || !Array.isArray(json)) {
    const hint = 'Set outboxUrl to the outbox of the stand-in: {{authPath}}/standin/outbox'
    throw new UnusableInput('PRODUCER_FAILED', `${place} answered ${status}, and no list of messages`, hint)
  }
  const recipient = inputs.optional('outboxRecipient')
  const messages = json.map(membersOf).filter(({ to }) => recipient === undefined || to === recipient)
  const { body } = messages.at(-1) ?? {}
  const passwords = new RegExp(String.raw`(?<!\d)\d{${lengthOf(inputs)}}(?!\d)`, 'g')
  const password = typeof body === 'string' ? body.match(passwords)?.at(-1) : undefined
  if (password !== undefined) return password
  const reason = messages.length === 0 ? 'holds no message that counts' : 'holds no password in its newest message'
  throw new UnusableInput(
    'PRODUCER_FAILED',
    `${place} ${reason}`,
    'Check outboxRecipient and otpLength, and that the flow has sent one',
  )
}
