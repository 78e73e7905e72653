import type { Scene } from '../endpoint.ts'
import { invalidValue, type PingError } from '../errors.ts'
import { liveRow } from '../table.ts'
import type { DeviceApproval } from '../world.ts'

/** Where a device is: no call is needed. */
export type DevicePlace = Pick<Scene, 'world' | 'environment'>

/** A device that asks for tokens and waits for a user to decide. */
export interface WaitingDevice {
  readonly deviceCode: string
  readonly applicationId: string
}

/** The device that has shown this user code, however it was typed. Fails with INVALID_DATA when none waits. */
export function waitingDevice(userCode: string, { world, environment }: DevicePlace): WaitingDevice {
  const wanted = signsOf(userCode)
  const codes = environment.entities.get('DeviceCode')
  const id = codes?.find(({ payload }) => signsOf(String(payload['userCode'])) === wanted)?.id
  const row = id === undefined ? undefined : codes && liveRow(codes, id, world.clock.now())
  if (row === undefined || row.payload['accountId'] !== undefined || row.payload['error'] !== undefined) {
    throw unknownCode()
  }
  return { deviceCode: row.id, applicationId: String(row.payload['clientId']) }
}

/** Hands a device to the user who approves it; undefined: denies it. Fails with INVALID_DATA when it waits no longer. */
export async function decideDevice(
  deviceCode: string,
  approval: DeviceApproval | undefined,
  { world, environment }: DevicePlace,
): Promise<void> {
  const core = await world.coreOf(environment)
  if (!(await core.decideDevice(deviceCode, approval))) throw unknownCode()
}

function signsOf(userCode: string): string {
  return userCode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}

function unknownCode(): PingError {
  return invalidValue('userCode', 'belongs to no device that waits')
}
