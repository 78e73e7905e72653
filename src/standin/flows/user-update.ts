import { check, type Field, object, optional, type Shape, text } from '../check.ts'
import { changeUser } from '../management/users.ts'
import { isObject } from '../plain.ts'
import type { ProfileAttribute } from '../policy-records.ts'
import type { Posted } from '../records.ts'
import { complete } from './advance.ts'
import type { FlowAction } from './flow.ts'
import { userIn } from './login.ts'
import { missingAttributes } from './profile.ts'

/**
 * `user.update`: adds to the profile what progressive profiling asks for. Its body is that of PATCH of a user; one without attributes skips
 * what is not required.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/registration-and-verification/user-profile-update.html
 */
export const userUpdate: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.update+json',
  statuses: ['PROFILE_DATA_REQUIRED'],
  run: (flow, body, scene) => {
    const [action] = flow.actions
    if (action?.type !== 'PROGRESSIVE_PROFILING') throw new Error('user.update belongs to progressive profiling')
    const user = userIn(flow.userId, scene)
    const asked = missingAttributes(user, action)
    const given = givenOf(check(shapeOf(asked), body))
    const takesAll = scene.world.behaviours.get('profile-attributes') === 'all' && isObject(body)
    const changed = changeUser(user, takesAll ? body : given, scene)
    const now = scene.world.clock.now()
    const prompts = Object.fromEntries(asked.map(({ name }) => [name, now]))
    scene.environment.users.put({ ...changed, profilePrompts: { ...user.profilePrompts, ...prompts } })
    return complete(flow, { userId: user.id }, scene)
  },
}

/** `name.given` and `name.family` are attributes of one object. */
function shapeOf(attributes: readonly ProfileAttribute[]): Shape {
  const heads = [...new Set(attributes.map(({ name }) => name.split('.', 1)[0] ?? name))]
  return Object.fromEntries(heads.map((head) => [head, fieldOf(head, attributes)]))
}

function fieldOf(head: string, attributes: readonly ProfileAttribute[]): Field<unknown> {
  const own = attributes.filter(({ name }) => name === head || name.startsWith(`${head}.`))
  const inner = own.map(({ name, required }) => ({ name: name.slice(head.length + 1), required }))
  const field: Field<unknown> = inner.some(({ name }) => name === '') ? text() : object(shapeOf(inner))
  return own.some(({ required }) => required) ? field : optional(field)
}

/** Without what was left out. */
function givenOf(checked: Posted): Posted {
  return Object.fromEntries(
    Object.entries(checked).flatMap(([name, value]) => {
      if (value === undefined) return []
      return [[name, isObject(value) ? givenOf(value) : value]]
    }),
  )
}
