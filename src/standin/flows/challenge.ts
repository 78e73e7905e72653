import { randomInt, randomUUID } from 'node:crypto'
import { timestamp } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import type { DeliveryMethod, Device, MfaAction, OtpDeviceType, TemplateContent, User } from '../records.ts'
import { devicePolicyOf } from './device-choice.ts'
import type { Challenge, NotificationTemplate } from './state.ts'

/** Who gets a one-time password, why and in which words. */
export interface Recipient {
  readonly user: User
  readonly device: Device
  readonly action: MfaAction
  readonly template: NotificationTemplate | undefined
}

const DELIVERY: Readonly<Record<OtpDeviceType, DeliveryMethod>> = { EMAIL: 'Email', SMS: 'SMS', VOICE: 'Voice' }

/** The text of a template that has no content of its own. */
const FALLBACK = { subject: 'Your one-time passcode', text: 'Your one-time passcode is ${otp}' }

/** Makes a one-time password and sends it to the outbox; a device in test mode gets none, its flow shows the password instead. */
export function sendChallenge(recipient: Recipient, scene: Scene): Challenge {
  const { device, action } = recipient
  const { otpLength, lifeTimeMs } = devicePolicyOf(scene.environment, action).methods[device.type]
  // Never a leading zero: `test.otp` is an integer, and a script that reads it must get all digits.
  const otp = String(randomInt(10 ** (otpLength - 1), 10 ** otpLength))
  if (!device.testMode) deliver(recipient, otp, scene)
  return { deviceId: device.id, otp, expiresAt: scene.world.clock.now() + lifeTimeMs, spent: false }
}

function deliver({ user, device, template }: Recipient, otp: string, { environment, world }: Scene): void {
  const deliveryMethod = DELIVERY[device.type]
  const content = contentOf(environment.templates.get(template?.name ?? 'strong_authentication')?.rows() ?? [], {
    deliveryMethod,
    variant: template?.variant,
    locale: environment.populations.get(user.populationId)?.preferredLanguage ?? 'en',
  })
  const variables = { ...template?.variables, otp, OTP: otp }
  const { subject, text } = content ?? FALLBACK
  world.outbox.put({
    id: randomUUID(),
    environmentId: environment.id,
    to: device.address,
    deliveryMethod,
    ...(subject === undefined || deliveryMethod !== 'Email' ? {} : { subject: render(subject, variables) }),
    body: render(text, variables),
    at: timestamp(world.clock),
  })
}

/** The newest content with this key. An unknown variant or locale falls back to the template's plain text in that method. */
function contentOf(
  contents: readonly TemplateContent[],
  wanted: Pick<TemplateContent, 'deliveryMethod' | 'locale'> & { readonly variant: string | undefined },
): TemplateContent | undefined {
  const candidates = contents.filter(({ deliveryMethod }) => deliveryMethod === wanted.deliveryMethod)
  const inLocale = candidates.filter(({ locale }) => locale === wanted.locale)
  return (
    inLocale.findLast(({ variant }) => variant === wanted.variant) ??
    inLocale.findLast(({ variant }) => variant === undefined) ??
    candidates.findLast(({ variant }) => variant === wanted.variant)
  )
}

function render(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
  )
}
