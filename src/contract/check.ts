import type { Check } from '../engine/check.ts'
import { type Contract, contractOf } from './contract.ts'
import { judge } from './judge.ts'
import { type ContractModes, modeOf } from './modes.ts'

/** Holds the responses of a run against the examples of their requests; each request's are read when it is first answered. */
export function createContractCheck(modes: ContractModes): Check {
  const contracts = new Map<string, Contract>()
  return async ({ item, response }) => {
    const mode = modeOf(item, modes)
    if (mode === 'off') return []
    const contract = contracts.get(item.id) ?? contractOf(item.examples)
    contracts.set(item.id, contract)
    return judge(response, contract, mode)
  }
}
