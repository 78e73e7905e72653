import type { BehaviourName } from '../../../src/standin/behaviours/table.ts'
import { at } from '../client.ts'
import { SECRET } from '../oidc/stage.ts'
import { FLOW_PROBES } from './flow-probes.ts'
import type { Probe } from './probe.ts'
import { REQUEST_PROBES } from './request-probes.ts'

/** The environments that every stand-in starts with. */
const FIRST_TWO = '/v1/environments?filter=name eq "Sandbox" or name eq "Administrators"'

/** A new switch does not compile without. */
export const PROBES: Readonly<Record<BehaviourName, Probe>> = {
  ...REQUEST_PROBES,
  ...FLOW_PROBES,
  roles: {
    shows: { 'by-resource': 403, 'all-or-read-only': 200 },
    probe: async ({ stage, setup: { api } }) => {
      const token = await stage.as('POST', '/token', {
        basic: ['environment-admin', SECRET],
        form: { grant_type: 'client_credentials' },
      })
      return (await stage.send('GET', `${api}/users`, { token: at(token, 'access_token') })).status
    },
  },
  'unauthorized-code': {
    shows: { INVALID_TOKEN: 'INVALID_TOKEN', UNAUTHORIZED: 'UNAUTHORIZED' },
    probe: async ({ stage, setup }) => at(await stage.send('GET', `${setup.api}/users`), 'code'),
  },
  'doubled-v1': {
    shows: { accepted: 200, refused: 404 },
    probe: async ({ stage, setup: { api, token } }) => (await stage.send('GET', `/v1${api}`, { token })).status,
  },
  'activation-answer': {
    shows: { device: 200, empty: 204 },
    probe: async ({ flows }) => {
      const devices = `users/${at(await flows.user(), 'id')}/devices`
      const json = { type: 'EMAIL', email: 'a@example.com', testMode: true, status: 'ACTIVATION_REQUIRED' }
      const device = await flows.api('POST', devices, json)
      const otp = at(device, 'test.otp')
      return (await flows.api('POST', `${devices}/${at(device, 'id')}`, { otp }, 'device.activate')).status
    },
  },
  'list-count': {
    shows: { all: 2, page: 1, none: undefined },
    probe: async ({ stage, setup: { token } }) =>
      Object((await stage.send('GET', `${FIRST_TWO}&limit=1`, { token })).body).count,
  },
  'page-size': {
    shows: { 100: '2', 1: '1' },
    probe: async ({ stage, setup: { token } }) => at(await stage.send('GET', FIRST_TWO, { token }), 'size'),
  },
}
