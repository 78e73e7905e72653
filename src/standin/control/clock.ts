import { integer, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { type Call, type Endpoint, json, noContent, type Reply } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { control, readControl } from './control.ts'

/** Later times have another spelling. */
const LAST_MS = Date.parse('9999-12-31T23:59:59Z')

/** GET `/standin/clock`. */
export const readClock: Endpoint = (call) => view(call)

/** PUT `/standin/clock`: it goes on from there. */
export const setClock: Endpoint = control(
  { action: 'set the clock', hint: 'send {"now": "2026-01-31T12:00:00Z"}' },
  async (call) => {
    const { now } = await readControl(call, { now: text() })
    const ms = /^\d{4}-\d\d-\d\dT/.test(now) ? Date.parse(now) : Number.NaN
    if (Number.isNaN(ms)) throw invalidValue('now', 'must be an ISO 8601 time')
    call.world.clock.set(ms)
    return view(call)
  },
)

/** POST `/standin/clock/advance`. */
export const advanceClock: Endpoint = control(
  { action: 'advance the clock', hint: 'send {"ms": 60000}' },
  async (call) => {
    const { ms } = await readControl(call, { ms: integer({ minimum: 0 }) })
    if (call.world.clock.now() + ms > LAST_MS) throw invalidValue('ms', 'leads beyond the year 9999')
    call.world.clock.advance(ms)
    return view(call)
  },
)

/** DELETE `/standin/clock`: back to the machine's. */
export const resetClock: Endpoint = (call) => {
  call.world.clock.set(undefined)
  return noContent()
}

function view({ world: { clock } }: Call): Reply {
  return json({ now: timestamp(clock), leadMs: clock.leadMs() })
}
