import { randomBytes } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { type Endpoint, ok, type Reply, type Scene } from '../endpoint.ts'
import { links } from '../hal.ts'
import type { Resource } from '../records.ts'
import { existing, home } from './resource.ts'
import { customResources } from './resources.ts'

/** GET `/resources/{id}/secret`: of a custom one. With it and its id the resource introspects its tokens. */
export const readResourceSecret: Endpoint = forWorkers((scene) => secretOf(resourceOf(scene), scene))

/** POST `/resources/{id}/secret`: a new one; the old one is void at once. */
export const rotateResourceSecret: Endpoint = forWorkers((scene) => {
  const secret = randomBytes(48).toString('base64url')
  return secretOf(scene.environment.resources.put({ ...resourceOf(scene), secret }), scene)
})

function resourceOf(scene: Scene): Resource {
  return existing(customResources.table(scene), scene, customResources.param)
}

function secretOf({ id, secret }: Resource, scene: Scene): Reply {
  const resource = `${customResources.href(scene)}/${id}`
  return ok({
    _links: links({ self: `${resource}/secret`, environment: home(scene), resource }),
    environment: { id: scene.environment.id },
    secret,
  })
}
