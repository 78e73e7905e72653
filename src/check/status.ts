import type { CheckResult } from '../engine/check.ts'
import type { StatusCheck } from '../model/check.ts'
import { failed, passed } from './assertion.ts'

/** Is a status one of those that are expected. */
export function checkStatus(expected: StatusCheck | readonly StatusCheck[], status: number): CheckResult {
  const choices = typeof expected === 'object' ? expected : [expected]
  const name = `status is ${choices.join(' or ')}`
  const fits = choices.some((choice) => String(status) === String(choice).replace('xx', String(status).slice(1)))
  if (fits) return passed(name)
  return failed(name, `response.status: expected ${choices.join(' or ')}, got ${status}`, { expected, actual: status })
}
