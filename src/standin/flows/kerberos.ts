import { invalidValue } from '../errors.ts'
import type { FlowAction } from './flow.ts'

/** Both names are on Ping's page "Sign On with Kerberos", whose text has the one and whose sample the other. */
const NAMES = ['kerberos.lookup', 'kerberos.authenticate']

/**
 * Signing on with Kerberos takes an LDAP gateway in the sign-on policy, and there is none here: the policy never allows it.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1/sign-on-with-kerberos.html
 */
export const KERBEROS_ACTIONS: readonly FlowAction[] = NAMES.map((name) => ({
  mediaType: `application/vnd.pingidentity.${name}+json`,
  statuses: ['USERNAME_PASSWORD_REQUIRED', 'SIGN_ON_REQUIRED', 'PASSWORD_REQUIRED'],
  run: () => {
    throw invalidValue('status', 'The sign-on policy does not allow the action.')
  },
}))
