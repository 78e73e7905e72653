import { forWorkers } from '../access.ts'
import { readJson } from '../body.ts'
import { check, flag } from '../check.ts'
import { timestamp } from '../clock.ts'
import { type Endpoint, ok, type Scene } from '../endpoint.ts'
import { links } from '../hal.ts'
import type { User } from '../records.ts'
import { userOf, users } from './users.ts'

const SHAPE = { mfaEnabled: flag() }

/** GET `/users/{id}/mfaEnabled`. */
export const readMfaEnabled: Endpoint = forWorkers((scene) => ok(view(userOf(scene), scene)))

/** PUT `/users/{id}/mfaEnabled`. */
export const setMfaEnabled: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const { mfaEnabled } = check(SHAPE, await readJson(scene))
  const updatedAt = timestamp(scene.world.clock)
  return ok(view(scene.environment.users.put({ ...userOf(scene), mfaEnabled, updatedAt }), scene))
})

function view(user: User, scene: Scene): object {
  const href = `${users.href(scene)}/${user.id}`
  return { _links: links({ self: `${href}/mfaEnabled`, user: href }), mfaEnabled: user.mfaEnabled }
}
