import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { timestamp } from './clock.ts'
import type { Scene } from './endpoint.ts'
import { invalidValue, PingError } from './errors.ts'
import { isSame, randomDigits } from './otp.ts'
import { type Notification, notify } from './outbox.ts'
import type { Password, PasswordPolicy, SentCode, User } from './user-records.ts'
import type { Environment } from './world.ts'

const HASH_BYTES = 32

const DAY_MS = 86_400_000

/** Codes that are sent by email, with what goes with them. */
const CODES: Readonly<Record<CodeKind, { readonly template: string; readonly fallback: Notification['fallback'] }>> = {
  recoveryCode: { template: 'recovery_code_template', fallback: fallbackOf('recovery code') },
  verificationCode: { template: 'verification_code_template', fallback: fallbackOf('verification code') },
}

/** A kind of code that is sent by email: the property of the user that keeps it. */
export type CodeKind = 'recoveryCode' | 'verificationCode'

/** What became of a password that was tried. */
interface Attempt {
  readonly isRight: boolean
  /** How many more may be wrong. */
  readonly failuresRemaining: number
  /** What a refusal is called. */
  readonly code: string
}

const WRONG = 'INVALID_VALUE'

/** How it stands with a password. Source: https://developer.pingidentity.com/pingone-api/foundations/conventions.html */
export type PasswordStatus = 'NO_PASSWORD' | 'MUST_CHANGE_PASSWORD' | 'PASSWORD_EXPIRED' | 'OK'

/** The environment's password policy. */
export function passwordPolicyOf({ passwordPolicies }: Environment): PasswordPolicy {
  const policy = passwordPolicies.find((candidate) => candidate.default)
  if (policy === undefined) throw new Error('the environment has no default password policy')
  return policy
}

/** How it stands with a user's password. */
export function passwordStatus({ password }: User, { environment, world }: Scene): PasswordStatus {
  if (password === undefined) return 'NO_PASSWORD'
  if (password.forceChange) return 'MUST_CHANGE_PASSWORD'
  const { maxAgeDays } = passwordPolicyOf(environment)
  const ageMs = world.clock.now() - Date.parse(password.lastChangedAt)
  return maxAgeDays !== undefined && ageMs >= maxAgeDays * DAY_MS ? 'PASSWORD_EXPIRED' : 'OK'
}

/** Whether wrong passwords have locked a user. */
export function isLocked({ lockedUntil = 0 }: User, { world }: Scene): boolean {
  return lockedUntil > world.clock.now()
}

/**
 * Tries a password. The wrong one that reaches the policy's limit locks the user for a while, in which the right one is wrong, too.
 */
export async function tryPassword({ id }: User, value: string, scene: Scene): Promise<Attempt> {
  const { users } = scene.environment
  const isRight = await hasPassword(users.get(id), value)
  // Read again: hashing took a while, and a row must not undo what another request has put meanwhile.
  const user = users.get(id)
  if (user === undefined || isLocked(user, scene)) {
    return { isRight: false, failuresRemaining: 0, code: scene.world.behaviours.get('locked-user-code') }
  }
  const { failureCount, durationSeconds } = passwordPolicyOf(scene.environment).lockout
  if (isRight) {
    users.put({ ...user, passwordFailures: 0, lockedUntil: undefined })
    return { isRight, failuresRemaining: failureCount, code: WRONG }
  }
  const failures = user.passwordFailures + 1
  const lockedUntil = scene.world.clock.now() + durationSeconds * 1000
  users.put({
    ...user,
    ...(failures < failureCount ? { passwordFailures: failures } : { passwordFailures: 0, lockedUntil }),
  })
  return { isRight, failuresRemaining: failureCount - failures, code: WRONG }
}

/** The refusal of an attempt. Source: fixtures of Ping's JavaScript SDK. */
export function wrongPassword(target: string, { code, failuresRemaining }: Attempt): PingError {
  const message = 'The provided password did not match provisioned password'
  return new PingError('INVALID_DATA', { code, target, message, innerError: { failuresRemaining } })
}

/** Gives a user a new password. Fails with INVALID_DATA when it does not satisfy the policy; `target` is where it came in. */
export async function changePassword(
  { id }: User,
  { value, target, forceChange = false }: { value: string; target: string; forceChange?: boolean },
  scene: Scene,
): Promise<User> {
  checkPasswordRules(value, target, scene)
  const password = await makePassword(value, forceChange, scene)
  const user = scene.environment.users.get(id)
  if (user === undefined) throw new PingError('NOT_FOUND')
  return scene.environment.users.put({ ...user, password, passwordFailures: 0, lockedUntil: undefined })
}

/** Fails with INVALID_DATA when a password does not satisfy the policy. */
export function checkPasswordRules(value: string, target: string, { environment }: Scene): void {
  const { min, max } = passwordPolicyOf(environment).length
  if (value.length >= min && value.length <= max) return
  throw invalidValue(target, 'User password did not satisfy password policy requirements')
}

/** What is kept of a password. */
export async function makePassword(value: string, forceChange: boolean, scene: Scene): Promise<Password> {
  const salt = randomBytes(16)
  const hash = await digest(value, salt)
  return { salt, hash, forceChange, lastChangedAt: timestamp(scene.world.clock) }
}

/** Sends a user a code; an earlier one of the kind is void. */
export function sendCode(user: User, kind: CodeKind, scene: Scene): User {
  const { behaviours, clock } = scene.world
  const lifeMs = behaviours.get('mailed-code-seconds') * 1000
  const code: SentCode = {
    value: randomDigits(behaviours.get('mailed-code-digits')),
    expiresAt: clock.now() + lifeMs,
  }
  const { template, fallback } = CODES[kind]
  const variables = { code: code.value, [kind]: code.value }
  notify(
    {
      user,
      to: user.email,
      deliveryMethod: 'Email',
      template: { name: template, variant: undefined, variables },
      fallback,
    },
    scene,
  )
  return scene.environment.users.put({ ...user, [kind]: code })
}

/** Takes a code back; each works once. Fails with INVALID_DATA whose target is the kind. */
export function takeCode(user: User, kind: CodeKind, { given, scene }: { given: string; scene: Scene }): User {
  const code = user[kind]
  if (code === undefined || code.expiresAt <= scene.world.clock.now() || !isSame(code.value, given)) {
    throw invalidValue(kind, 'The provided code is invalid.')
  }
  return scene.environment.users.put({ ...user, [kind]: undefined })
}

async function hasPassword(user: User | undefined, value: string): Promise<boolean> {
  if (user?.password === undefined) return false
  return timingSafeEqual(await digest(value, user.password.salt), user.password.hash)
}

async function digest(value: string, salt: Uint8Array): Promise<Buffer> {
  return promisify<string, Uint8Array, number, Buffer>(scrypt)(value, salt, HASH_BYTES)
}

function fallbackOf(name: string): Notification['fallback'] {
  return { subject: `Your ${name}`, text: `Your ${name} is \${code}` }
}
