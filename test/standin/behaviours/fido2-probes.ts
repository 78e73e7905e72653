import { newAuthenticator } from '../authenticator.ts'
import { at } from '../client.ts'
import { activate, assertWith, paired, reachAssertion, startPairing } from '../flows/fido2-stage.ts'
import type { Probe } from './probe.ts'

/** Behaviours of FIDO2 devices. */
type Name =
  | 'user-verification'
  | 'webauthn-bytes'
  | 'webauthn-seconds'
  | 'attestation-formats'
  | 'sign-count'
  | 'assertion-failed'

export const FIDO2_PROBES: Readonly<Record<Name, Probe>> = {
  'user-verification': {
    shows: { required: 400, preferred: 200 },
    probe: async ({ flows }) => (await activate(flows, await startPairing(flows), { tricks: { flags: 65 } })).status,
  },
  'webauthn-bytes': {
    shows: { signed: 32, base64url: 43 },
    probe: async ({ flows }) => {
      const { device } = await startPairing(flows)
      return JSON.parse(at(device, 'publicKeyCredentialCreationOptions')).challenge.length
    },
  },
  'webauthn-seconds': {
    shows: { 120: 200, 30: 400 },
    probe: async ({ flows }) => {
      const pairing = await startPairing(flows)
      flows.clock.advance(60_000)
      return (await activate(flows, pairing)).status
    },
  },
  'attestation-formats': {
    shows: { none: 400, any: 200 },
    probe: async ({ flows }) =>
      (await activate(flows, await startPairing(flows), { tricks: { format: 'packed' } })).status,
  },
  'sign-count': {
    shows: { checked: 400, ignored: 200 },
    probe: async ({ flows }) => {
      const key = newAuthenticator()
      const pairing = await paired(flows, key)
      const same = { key, tricks: { signCount: 7 } }
      await assertWith(flows, await reachAssertion(flows, pairing), same)
      return (await assertWith(flows, await reachAssertion(flows, pairing), same)).status
    },
  },
  'assertion-failed': {
    shows: { waits: 'ASSERTION_REQUIRED', fails: 'FAILED' },
    probe: async ({ flows }) => {
      const key = newAuthenticator()
      const asked = await reachAssertion(flows, await paired(flows, key))
      await assertWith(flows, asked, { key, tricks: { challenge: 'AAAA' } })
      return at(await flows.send('GET', `/${flows.env}/flows/${at(asked, 'id')}`), 'status')
    },
  },
}
