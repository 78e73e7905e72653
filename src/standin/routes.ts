import { CONTROL_ROUTES } from './control/routes.ts'
import type { Route } from './endpoint.ts'
import { authenticateExternally, receiveExternally } from './federation/callback.ts'
import { authorize } from './flows/authorize.ts'
import {
  actOnDeviceAuthentication,
  readDeviceAuthentication,
  startDeviceAuthentication,
} from './flows/device-authentication.ts'
import { startDeviceFlow } from './flows/device-flow.ts'
import { performAction, performKerberos, readFlow } from './flows/perform.ts'
import { pushRequest } from './flows/pushed-request.ts'
import { resume } from './flows/resume.ts'
import { MANAGEMENT_ROUTES } from './management/routes.ts'
import { authorizeDevice } from './oidc/device.ts'
import { discovery, jwks } from './oidc/discovery.ts'
import { signoff } from './oidc/signoff.ts'
import { token } from './oidc/token-endpoint.ts'
import { introspect, revoke } from './oidc/token-state.ts'
import { userinfo } from './oidc/userinfo.ts'

/** Every address of the stand-in, in the order of PingOne's API index. */
export const ROUTES: readonly Route[] = Object.freeze<Route[]>([
  // Auth host: OpenID Connect
  ['GET', '/:environmentID/as/authorize', authorize],
  ['POST', '/:environmentID/as/authorize', authorize],
  ['GET', '/:environmentID/as/resume', resume],
  ['POST', '/:environmentID/as/par', pushRequest],
  ['POST', '/:environmentID/as/token', token],
  ['POST', '/:environmentID/as/introspect', introspect],
  ['POST', '/:environmentID/as/revoke', revoke],
  ['GET', '/:environmentID/as/userinfo', userinfo],
  ['POST', '/:environmentID/as/userinfo', userinfo],
  ['GET', '/:environmentID/as/signoff', signoff],
  ['POST', '/:environmentID/as/signoff', signoff],
  ['GET', '/:environmentID/as/jwks', jwks],
  ['GET', '/:environmentID/as/.well-known/openid-configuration', discovery],
  ['POST', '/:environmentID/as/device_authorization', authorizeDevice],
  ['GET', '/:environmentID/device', startDeviceFlow],
  ['GET', '/:environmentID/device/:appIdentifier', startDeviceFlow],

  // Auth host: flows
  ['GET', '/:environmentID/flows/:flowID', readFlow],
  ['POST', '/:environmentID/flows/:flowID', performAction],
  ['POST', '/:environmentID/flows/:flowID/kerberos', performKerberos],
  ['POST', '/:environmentID/deviceAuthentications', startDeviceAuthentication],
  ['GET', '/:environmentID/deviceAuthentications/:deviceAuthenticationID', readDeviceAuthentication],
  ['POST', '/:environmentID/deviceAuthentications/:deviceAuthenticationID', actOnDeviceAuthentication],

  // Auth host: identity providers
  ['GET', '/:environmentID/rp/authenticate', authenticateExternally],
  ['GET', '/:environmentID/rp/callback/:providerType', receiveExternally],

  ...MANAGEMENT_ROUTES,

  // The stand-in's own: PingOne has no such thing
  ...CONTROL_ROUTES,
])
