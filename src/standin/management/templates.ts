import { forWorkers } from '../access.ts'
import { type Endpoint, ok, type Scene } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { links, listing, type View } from '../hal.ts'
import { home } from './resource.ts'

/** GET `/templates`: the notification templates that are there. */
export const listTemplates: Endpoint = forWorkers((scene) => {
  const views = [...scene.environment.templates.keys()].map((name) => view(name, scene))
  return ok(listing({ href: `${home(scene)}/templates`, plural: 'templates', views }, scene))
})

/** GET `/templates/{name}`. */
export const readTemplate: Endpoint = forWorkers((scene) => {
  const name = scene.params['templateName'] ?? ''
  if (!scene.environment.templates.has(name)) throw new PingError('NOT_FOUND')
  return ok(view(name, scene))
})

/** Source: OpenAPI schema of PingOne, Template. */
function view(id: string, scene: Scene): View {
  const self = `${home(scene)}/templates/${id}`
  return {
    _links: links({ self, environment: home(scene), contents: `${self}/contents` }),
    id,
    displayName: id,
    deliveryMethods: ['Email', 'SMS', 'Voice', 'Push'],
    variables: {},
    allowDynamicVariables: true,
  }
}
