import type { Scene } from '../endpoint.ts'
import { profileOf } from '../management/users.ts'
import { isObject } from '../plain.ts'
import type { ProfileAttribute, ProfilingAction } from '../policy-records.ts'
import type { Posted } from '../records.ts'
import type { User } from '../user-records.ts'

/** The attributes of an action that a user has no values for. Source: OpenAPI schema of PingOne, `promptIntervalSeconds`. */
export function missingAttributes(user: User, { attributes }: ProfilingAction): readonly ProfileAttribute[] {
  const profile = profileOf(user)
  return attributes.filter(({ name }) => valueAt(profile, name) === undefined)
}

/**
 * Whether an action has to ask a user: something that is required is missing, or something that nobody has asked for within the interval.
 * Source: docs.pingidentity.com, "Adding a progressive profiling step".
 */
export function isProfileDue(user: User, action: ProfilingAction, { world }: Scene): boolean {
  const since = world.clock.now() - action.promptIntervalSeconds * 1000
  return missingAttributes(user, action).some(
    ({ name, required }) => required || (user.profilePrompts[name] ?? Number.NEGATIVE_INFINITY) <= since,
  )
}

/** The value of an attribute whose name may have a dot. */
export function valueAt(profile: Posted, name: string): unknown {
  return name.split('.').reduce<unknown>((inner, part) => {
    if (!isObject(inner) || !Object.hasOwn(inner, part)) return undefined
    return inner[part] ?? undefined
  }, profile)
}

/** What a flow shows of the attributes that it asks for. Source for their names: the data model of Ping's page "User Profile Update". */
export function viewProfile(user: User | undefined, action: ProfilingAction): object {
  const attributes = user === undefined ? [] : missingAttributes(user, action)
  return {
    promptText: action.promptText,
    attributes: attributes.map(({ name, required }) => ({
      displayName: displayName(name),
      schemaPropertyName: name,
      required,
    })),
  }
}

/** `mobilePhone` is Mobile Phone. */
function displayName(name: string): string {
  const words = name.replaceAll(/[._]|(?<=[a-z\d])(?=[A-Z])/g, ' ').split(' ')
  return words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join(' ')
}
