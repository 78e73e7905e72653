import { parseJson } from '../body.ts'
import { type Checked, check, type Shape } from '../check.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import type { Environment } from '../world.ts'

/** A control call that cannot be done. The message is one sentence: what failed, where, and what to send instead. */
export class ControlError extends Error {
  override readonly name: string = 'ControlError'
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }

  toBody(): object {
    return { error: this.message }
  }
}

/** What a control call does, for its errors. */
export interface Purpose {
  /** As in `Cannot <action>: …`. */
  readonly action: string
  /** What a good call looks like. */
  readonly hint: string
}

/** Opens an address of the control. Whatever is refused comes out as one sentence. */
export function control(purpose: Purpose, endpoint: Endpoint): Endpoint {
  return async (call) => {
    try {
      return await endpoint(call)
    } catch (error) {
      if (error instanceof PingError) throw sentence(purpose, error)
      throw error
    }
  }
}

/** Reads the JSON body of a control call, whatever its content type. Fails with a PingError for `control` to translate. */
export async function readControl<S extends Shape>(call: Call, shape: S): Promise<Checked<S>> {
  const body = parseJson(await call.readBody())
  const checked = check(shape, body)
  const unknown = Object.keys(Object(body)).find((name) => !Object.hasOwn(shape, name))
  if (unknown === undefined) return checked
  throw new PingError('INVALID_DATA', {
    code: 'INVALID_VALUE',
    target: unknown,
    message: `is unknown, known are ${Object.keys(shape).join(', ')}`,
  })
}

/** The environment in the path of a control call. */
export function controlledEnvironment({ world, params }: Call): Environment {
  const id = params['environmentID'] ?? ''
  const environment = world.environments.get(id)
  if (environment !== undefined) return environment
  const known = world.environments.rows().map((row) => row.id)
  throw new ControlError(`There is no environment "${id}"; there are ${known.join(' and ')}`, 404)
}

/** Reasons of PingOne in words that go on after the name of a property. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['must not be null', 'is missing'],
  ['Invalid value for attribute.', 'has the wrong type'],
  ['Value is out of range.', 'is out of range'],
])

function sentence({ action, hint }: Purpose, error: PingError): ControlError {
  const [detail] = error.details
  const reason =
    detail === undefined
      ? 'the body is not valid JSON'
      : `${detail.target === undefined ? 'the body' : `"${detail.target}"`} ${WORDS.get(detail.message) ?? detail.message}`
  return new ControlError(`Cannot ${action}: ${reason}; ${hint}`, error.status)
}
