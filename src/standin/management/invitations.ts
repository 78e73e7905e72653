import { randomUUID } from 'node:crypto'
import { type Checked, check, flag, integer, object, optional, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { created, type Reply, type Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { notify } from '../outbox.ts'
import type { Posted } from '../records.ts'
import type { User } from '../user-records.ts'
import { viewOf } from './resource.ts'
import { userNamed, users } from './users.ts'

/** The media type of both calls. */
export const INVITE = 'application/vnd.pingidentity.user.invite+json'

const INVITE_SHAPE = { acceptUrl: optional(text()), expirationMinutes: optional(integer({ minimum: 1 })) }

/** Source: https://developer.pingidentity.com/pingone-api/platform/users/user-admin-invitations/send-admin-invite.html */
const SEND = {
  email: text({ maximum: 128 }),
  name: object({ given: text({ maximum: 256 }), family: text({ maximum: 256 }) }),
  invite: object({ ...INVITE_SHAPE, isAdmin: flag() }),
}

/** Source: https://developer.pingidentity.com/pingone-api/platform/users/user-admin-invitations/resend-admin-invite.html */
const RESEND = { invite: optional(object(INVITE_SHAPE)) }

const FALLBACK = {
  subject: 'You are invited',
  text: 'Your invitation code is ${inviteCode}. Accept it at ${acceptUrl}',
}

/** An invitation is good for an hour unless it says otherwise. */
const DEFAULT_MINUTES = 60

/** Makes a user, without a password, and sends them an invitation: 201. */
export function inviteUser(posted: Posted, scene: Scene): Reply {
  const { email, name, invite } = check(SEND, posted)
  if (!invite.isAdmin) throw invalidValue('invite.isAdmin', 'must be true')
  const isTaken = scene.environment.users.find((user) => user.email.toLowerCase() === email.toLowerCase()) !== undefined
  if (isTaken || userNamed(scene.environment, email) !== undefined) {
    throw duplicate('email', 'The email address is already in use.')
  }
  const { invite: _invite, ...rest } = posted
  const now = timestamp(scene.world.clock)
  const body = { ...rest, email, name, username: email, lifecycle: { status: 'VERIFICATION_REQUIRED' } }
  const user = users.make({ posted: body, createdAt: now, updatedAt: now }, scene)
  return answer(send(user, invite, scene), scene)
}

/** Sends another invitation to somebody who has not accepted the first, which is void: 201. */
export function reinviteUser(user: User, body: unknown, scene: Scene): Reply {
  const { invite = {} } = check(RESEND, body)
  if (user.invitation === undefined) throw invalidValue('userId', 'The user is not invited.')
  return answer(send(user, { acceptUrl: user.invitation.acceptUrl, ...invite }, scene), scene)
}

function send(user: User, invite: Partial<Checked<typeof INVITE_SHAPE>>, scene: Scene): User {
  const { environment, origin, world } = scene
  const acceptUrl = invite.acceptUrl ?? `${origin}/${environment.id}/signon/`
  const inviteCode = randomUUID()
  const expiresAt = world.clock.now() + (invite.expirationMinutes ?? DEFAULT_MINUTES) * 60_000
  const template = { name: 'general', variant: undefined, variables: { inviteCode, acceptUrl } }
  notify({ user, to: user.email, deliveryMethod: 'Email', template, fallback: FALLBACK }, scene)
  return environment.users.put({ ...user, invitation: { value: inviteCode, expiresAt, acceptUrl } })
}

function answer(user: User, scene: Scene): Reply {
  return created(viewOf(users, user, scene), `${users.href(scene)}/${user.id}`)
}
