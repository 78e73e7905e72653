import { isRecord } from '../load/plain.ts'
import type { FromRealm } from './messages.ts'

/**
 * Has a message of the realm the form that those who hear it rely on. The realm's own code sends no other, but scripts share its built-ins: one that
 * replaces `Array.prototype.map` makes assertions without names of it, on which reports would break.
 */
export function isWellFormed(message: unknown): message is FromRealm {
  if (!isRecord(message) || typeof message['run'] !== 'number') return false
  switch (message['type']) {
    case 'console':
      return typeof message['level'] === 'string' && Array.isArray(message['values'])
    case 'assertion':
      return isAssertion(message['assertion'])
    case 'error':
      return isError(message['error'])
    case 'ask':
      return typeof message['ticket'] === 'number' && isRecord(message['question'])
    case 'end':
      return isEnd(message['end'])
    case 'all':
      return Array.isArray(message['messages']) && message['messages'].every(isWellFormed)
    default:
      return typeof message['type'] === 'string'
  }
}

function isAssertion(assertion: unknown): boolean {
  if (!isRecord(assertion)) return false
  const { name, index, error } = assertion
  return typeof name === 'string' && Number.isInteger(index) && (error === undefined || isError(error))
}

function isError(error: unknown): boolean {
  if (!isRecord(error)) return false
  const { name, message, stack } = error
  return typeof name === 'string' && typeof message === 'string' && (stack === undefined || typeof stack === 'string')
}

function isEnd(end: unknown): boolean {
  return isRecord(end) && Array.isArray(end['mutations']) && end['mutations'].every(isMutation)
}

function isMutation(mutation: unknown): boolean {
  return isRecord(mutation) && typeof mutation['scope'] === 'string' && typeof mutation['name'] === 'string'
}
