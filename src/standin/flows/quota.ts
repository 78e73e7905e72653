import { PingError } from '../errors.ts'

/** What too many wrong answers come to. Source: the code as clients of PingOne read it; no page shows the body. */
export const QUOTA_EXCEEDED = 'QUOTA_EXCEEDED'

/** The refusal of a device that is locked until then, in milliseconds since the epoch. */
export function quotaExceeded(target: string, message: string, coolDownExpiresAt: number): PingError {
  return new PingError('INVALID_DATA', { code: QUOTA_EXCEEDED, target, message, innerError: { coolDownExpiresAt } })
}
