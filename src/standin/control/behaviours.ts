import { BehaviourError, readBehaviours } from '../behaviours/behaviours.ts'
import { parseJson } from '../body.ts'
import { type Endpoint, json, noContent } from '../endpoint.ts'
import { ControlError, control } from './control.ts'

/** GET `/standin/behaviours`: all switches and their values. */
export const listBehaviours: Endpoint = ({ world }) => json(world.behaviours.all())

/** PUT `/standin/behaviours`: sets these, leaves the others. */
export const setBehaviours: Endpoint = control(
  { action: 'set behaviours', hint: 'send {"wrong-action": "415"}' },
  async (call) => {
    const body = parseJson(await call.readBody())
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw new ControlError('Cannot set behaviours: the body must be an object; send {"wrong-action": "415"}')
    }
    call.world.behaviours.set(read(body))
    return json(call.world.behaviours.all())
  },
)

/** DELETE `/standin/behaviours`: back to what the stand-in was started with. */
export const resetBehaviours: Endpoint = ({ world }) => {
  world.behaviours.reset()
  return noContent()
}

function read(body: object): ReturnType<typeof readBehaviours> {
  try {
    return readBehaviours(Object.fromEntries(Object.entries(body)))
  } catch (error) {
    if (!(error instanceof BehaviourError)) throw error
    throw new ControlError(
      `Cannot set behaviours: "${error.switchName}" ${error.reason}; GET /standin/behaviours lists them`,
    )
  }
}
