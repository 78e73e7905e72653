import type { ContractMode } from '../model/contract.ts'
import type { Arguments } from './values.ts'

/** `--contract`; what is not given is left to the configuration. Throws USAGE. */
export function contractOf(given: Arguments): ContractMode | undefined {
  const text = given.text('contract')
  if (text !== 'off' && text !== 'shape' && text !== 'strict') return undefined
  if (text === 'off' || given.text('engine') !== 'newman') return text
  throw given.refusal('contract', 'is not known to newman', 'Leave --engine newman out, or --contract')
}
