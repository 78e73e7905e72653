import type { Finding } from '../engine/check.ts'
import type { ContractConfig, ContractMode } from '../model/contract.ts'
import type { PlannedItem } from '../plan/plan.ts'

/** Which mode holds for which request. */
export interface ContractModes {
  readonly default: ContractMode
  /** By id, name or path of a request, or by the path of a folder. */
  readonly requests: Readonly<Record<string, ContractMode>>
}

/** The modes of a run: the command line says the default, and `off` there is off for all; the configuration says the rest. */
export function contractModes(asked: ContractMode | undefined, config: ContractConfig = 'off'): ContractModes {
  const { default: otherwise = 'off', requests = {} } = typeof config === 'string' ? { default: config } : config
  if (asked === 'off') return { default: 'off', requests: {} }
  return { default: asked ?? otherwise, requests }
}

/** Is there anything to hold against an example. */
export function isAnyOn(modes: ContractModes): boolean {
  return modes.default !== 'off' || Object.values(modes.requests).some((mode) => mode !== 'off')
}

/** The mode of a request: by its id, its path, its name, else by the folder that is nearest to it. */
export function modeOf({ id, name, location }: PlannedItem, modes: ContractModes): ContractMode {
  const path = location.slice(1)
  const places = [
    id,
    path.join('/'),
    name,
    ...path.slice(0, -1).map((_, end) => path.slice(0, path.length - 1 - end).join('/')),
  ]
  const named = places.find((place) => Object.hasOwn(modes.requests, place))
  return (named === undefined ? undefined : modes.requests[named]) ?? modes.default
}

/** Requests of the configuration that the collection does not have. */
export function unknownRequests(modes: ContractModes, items: readonly PlannedItem[]): readonly Finding[] {
  const known = new Set(
    items.flatMap(({ id, name, location }) => [
      id,
      name,
      ...location.slice(1).map((_, end) => location.slice(1, end + 2).join('/')),
    ]),
  )
  return Object.keys(modes.requests)
    .filter((name) => !known.has(name))
    .map((name) => ({
      severity: 'warning',
      failure: {
        code: 'REQUEST_UNKNOWN',
        message: `Cannot find request "${name}" of contract.requests: no request or folder has this id, name or path`,
        hint: 'Write the path, Folder/Request, as --folder takes it',
      },
    }))
}
