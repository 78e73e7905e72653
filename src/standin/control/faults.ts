import { randomUUID } from 'node:crypto'
import { type Checked, type Field, integer, listOf, oneOf, optional, text } from '../check.ts'
import { type Endpoint, json, noContent } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { ControlError, control, readControl } from './control.ts'
import type { Chance, Fault, FaultKind } from './fault.ts'

/** As long as a patient client waits. */
const MAX_MS = 600_000

const SHAPE = {
  type: oneOf('latency', 'status', 'reset', 'truncate', 'slow'),
  path: text(),
  method: optional(oneOf('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
  ms: optional(integer({ minimum: 1, maximum: MAX_MS })),
  status: optional(integer({ minimum: 400, maximum: 599 })),
  retryAfterSeconds: optional(integer({ minimum: 0, maximum: 86_400 })),
  bytes: optional(integer({ minimum: 0 })),
  calls: optional(listOf(integer({ minimum: 1 }))),
  probability: optional(share()),
  seed: optional(integer()),
}

/** POST `/standin/faults`: 201 with the new fault. */
export const addFault: Endpoint = control(
  { action: 'add the fault', hint: 'send {"type": "status", "status": 503, "path": "/*/as/token", "calls": [1]}' },
  async (call) => {
    const checked = await readControl(call, SHAPE)
    const { path, method } = checked
    if (!path.startsWith('/')) throw invalidValue('path', 'must start with /')
    const fault = { id: randomUUID(), kind: kindOf(checked), method, path, chance: chanceOf(checked), calls: 0 }
    return json(view(call.world.control.faults.put(fault)), 201)
  },
)

/** GET `/standin/faults`. */
export const listFaults: Endpoint = ({ world }) => json(world.control.faults.rows().map(view))

/** DELETE `/standin/faults`. */
export const clearFaults: Endpoint = ({ world }) => {
  world.control.faults.replace([])
  return noContent()
}

/** DELETE `/standin/faults/{id}`. */
export const removeFault: Endpoint = ({ world, params }) => {
  const { faultID = '' } = params
  if (world.control.faults.get(faultID) === undefined) {
    throw new ControlError(`There is no fault "${faultID}"; GET /standin/faults lists them`, 404)
  }
  world.control.faults.remove(faultID)
  return noContent()
}

function kindOf({ type, ms, status, retryAfterSeconds, bytes }: Checked<typeof SHAPE>): FaultKind {
  switch (type) {
    case 'latency':
    case 'slow':
      if (ms === undefined) throw invalidValue('ms', `is needed for a fault of type ${type}`)
      return { type, ms }
    case 'status':
      if (status === undefined) throw invalidValue('status', 'is needed for a fault of type status')
      return { type, status, retryAfterSeconds }
    case 'truncate':
      return { type, bytes: bytes ?? 0 }
    case 'reset':
      return { type }
  }
}

function chanceOf({ calls, probability, seed = 0 }: Checked<typeof SHAPE>): Chance {
  if (calls !== undefined && probability !== undefined) {
    throw invalidValue('probability', 'cannot be given together with "calls"')
  }
  if (calls !== undefined) return { type: 'calls', calls }
  return probability === undefined ? { type: 'always' } : { type: 'probability', probability, seed }
}

/** A number from 0 to 1. */
function share(): Field<number> {
  return (value, target) => {
    if (typeof value === 'number' && value >= 0 && value <= 1) return { value }
    const detail = { code: 'INVALID_VALUE', target, message: 'must be a number from 0 to 1' }
    return { problems: [{ malformed: false, detail }] }
  }
}

/** As it was sent, with its id and the number of calls that have matched. */
function view({ id, kind, method, path, chance, calls: matched }: Fault): object {
  const { type: _chance, ...choice } = chance
  return { id, ...kind, method, path, ...choice, matched }
}
