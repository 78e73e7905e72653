import type { Check } from '../engine/check.ts'
import { type Contract, contractOf } from './contract.ts'
import { judge } from './judge.ts'
import { type ContractModes, modeOf } from './modes.ts'

/**
 * Holds the responses of a run against the examples of their requests. What was read of them is kept from the second answer on: most requests are
 * answered once, and what a thousand of them would leave in memory takes longer to look after than to make.
 */
export function createContractCheck(modes: ContractModes): Check {
  const contracts = new Map<string, Contract | undefined>()
  return async ({ item, response }) => {
    const mode = modeOf(item, modes)
    if (mode === 'off') return []
    const contract = contracts.get(item.id) ?? contractOf(item.examples)
    contracts.set(item.id, contracts.has(item.id) ? contract : undefined)
    return judge(response, contract, mode)
  }
}
