import { randomUUID } from 'node:crypto'
import { timestamp } from './clock.ts'
import type { Scene } from './endpoint.ts'
import type { NotificationTemplate } from './flows/state.ts'
import type { DeliveryMethod, OtpDeviceType, TemplateContent } from './records.ts'
import type { User } from './user-records.ts'
import type { OutboxMessage } from './world.ts'

/** How a one-time password gets to each kind of device. */
export const DELIVERY: Readonly<Record<OtpDeviceType, DeliveryMethod>> = Object.freeze({
  EMAIL: 'Email',
  SMS: 'SMS',
  VOICE: 'Voice',
})

/** A message to a user. */
export interface Notification {
  readonly user: User
  /** An email address, a phone number, or the id of a device. */
  readonly to: string
  readonly deliveryMethod: DeliveryMethod
  readonly template: NotificationTemplate
  /** For a template that has no content of its own. */
  readonly fallback: { readonly subject: string; readonly text: string }
  readonly links?: OutboxMessage['links']
}

/** Renders a message and puts it into the outbox. */
export function notify(notification: Notification, { environment, world }: Scene): void {
  const { user, to, deliveryMethod, template, fallback, links } = notification
  const content = contentOf(environment.templates.get(template.name)?.rows() ?? [], {
    deliveryMethod,
    variant: template.variant,
    locale: environment.populations.get(user.populationId)?.preferredLanguage ?? 'en',
  })
  const { subject, text } = content ?? fallback
  world.outbox.put({
    id: randomUUID(),
    environmentId: environment.id,
    to,
    deliveryMethod,
    ...(subject === undefined || deliveryMethod !== 'Email' ? {} : { subject: render(subject, template.variables) }),
    body: render(text, template.variables),
    ...(links === undefined ? {} : { links }),
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
