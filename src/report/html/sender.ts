import type { EventOf } from '../../model/event.ts'

const SENDERS = Object.freeze({ item: undefined, script: 'sent by a script', auth: 'sent to authorize' })

/** Who sent a request, and what for; undefined if it is the item itself. */
export function senderOf({ source, producer }: Pick<EventOf<'request'>, 'source' | 'producer'>): string | undefined {
  return source === 'producer' ? `sent for ${producer ?? source}` : SENDERS[source]
}
