import { inEnvironment } from '../access.ts'
import type { Endpoint } from '../endpoint.ts'
import { replay } from './replay.ts'

/** GET and POST `/{envID}/as/userinfo`, served by the core. Source: OpenID Connect Core, section 5.3. */
export const userinfo: Endpoint = inEnvironment(async ({ world, environment, readBody }) => {
  // Read here, so that the limit for bodies holds.
  const body = await readBody()
  const core = await world.coreOf(environment)
  return {
    kind: 'delegate',
    serve: (request, response) => core.serve(replay(request, body, request.headers), response, '/userinfo'),
  }
})
