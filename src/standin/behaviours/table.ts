import type { Behaviour } from './behaviour.ts'

/**
 * All that is inferred and can be had otherwise. A new switch is a row here, a row of the tests, and one `behaviours.get` where it counts.
 * The documentation (docs/standin.md) is made from it.
 */
const BEHAVIOURS = {
  // Signed requests
  'request-exp': {
    kind: 'choice',
    values: ['checked', 'required', 'ignored'],
    changes: 'the claim `exp` of a `request` object: refused when it is over; must be there as well; not looked at',
    source: "in none of Ping's samples, so not required",
  },
  'secret-encoding': {
    kind: 'choice',
    values: ['utf-8', 'base64url'],
    changes: "how an application's secret becomes the HMAC key of a JWT: its characters, or what they encode",
    source: 'scripts of clients that pass the secret as text',
  },
  // Authorization
  'authorize-error': {
    kind: 'choice',
    values: ['INVALID_DATA', 'INVALID_REQUEST'],
    changes: 'the code of an authorization request that is refused in a body',
    source: "PingOne's error model; no page shows one",
  },
  'redirect-error': {
    kind: 'choice',
    values: ['redirect', 'body'],
    changes: 'where the error of a refused authorization request goes in the other response modes',
    source: 'RFC 6749, section 4.1.2.1',
  },
  'par-status': {
    kind: 'choice',
    values: ['201', '200'],
    changes: 'the status of `/as/par`',
    source: 'RFC 9126, section 2.2',
  },
  'session-cookie': {
    kind: 'choice',
    values: ['optional', 'required'],
    changes: "whether `/as/resume` and the exchange of a code need the cookie `ST` of the flow's session",
    source: "Ping's pages send it; that it must be there is said nowhere",
  },
  'session-cookie-secure': {
    kind: 'choice',
    values: ['https', 'always'],
    changes: 'when the cookie `ST` is `Secure`',
    source: "PingOne's is; cookie jars drop it on plain http",
  },
  'session-spares': {
    kind: 'choice',
    values: ['password', 'everything'],
    changes: 'what a live session spares its user: one-time passwords are asked for anew, or not',
    source: 'ours; clients have seen flows that were completed at once',
  },
  'resume-again': {
    kind: 'choice',
    values: ['same', 'refused'],
    changes: '`/as/resume` asked again: hands out the same answer, or 404',
    source: 'ours',
  },
  'code-seconds': {
    kind: 'count',
    default: 300,
    least: 1,
    most: 3600,
    changes: 'how long an authorization code lives',
    source: 'ours; Ping names no lifetime',
  },
  'dpop-nonce': {
    kind: 'choice',
    values: ['required', 'optional'],
    changes: 'whether a DPoP proof must carry a nonce of ours',
    source: 'ours; with a nonce no clock of a client matters',
  },
  'oauth-errors': {
    kind: 'choice',
    values: ['oauth', 'correlated', 'pingone'],
    changes:
      "errors of `token`, `par`, `introspect`, `revoke` and `device_authorization`: as OAuth has them; with `(Correlation ID: …)` at the end; in PingOne's error model",
    source: "RFC 6749, section 5.2; Ping's page on scopes shows a message with a correlation id",
  },
  'signoff-landing': {
    kind: 'choice',
    values: ['sign-on-page', 'empty'],
    changes: 'where `/as/signoff` leads without `post_logout_redirect_uri`: 302 to the sign-on page, or 204',
    source: 'ours; no page shows it',
  },
  // Flows
  'wrong-action': {
    kind: 'choice',
    values: ['400', '415'],
    changes: 'the status for an action that does not belong to the state of its flow',
    source: 'ours; Ping lists 400 for flows',
  },
  'otp-invalid-message': {
    kind: 'text',
    default: 'The provided OTP is invalid.',
    changes: 'the message of `INVALID_OTP`',
    source: 'ours; the code is what clients of PingOne read',
  },
  'otp-quota-message': {
    kind: 'text',
    default: 'The number of attempts to enter the OTP has been exceeded.',
    changes: 'the message of `QUOTA_EXCEEDED`',
    source: 'ours; the code is what clients of PingOne read',
  },
  'otp-expired-code': {
    kind: 'code',
    default: 'INVALID_OTP',
    changes: 'the code for a one-time password that was right but is over',
    source: 'a code of its own was not seen',
  },
  'otp-failures-remaining': {
    kind: 'choice',
    values: ['shown', 'hidden'],
    changes: 'whether `innerError.failuresRemaining` comes with a wrong one-time password',
    source: "borrowed from wrong passwords, where Ping's SDK has it",
  },
  'otp-failures': {
    kind: 'choice',
    values: ['device', 'challenge'],
    changes: 'what wrong one-time passwords are counted for: the device, or one message to it',
    source: 'ours; the schema says for a user',
  },
  'otp-limit': {
    kind: 'choice',
    values: ['new-otp', 'same-otp', 'fail'],
    changes:
      'after too many wrong ones: only a new one helps; the same one works after the cool-down; the flow is `FAILED`',
    source: 'the flow staying `OTP_REQUIRED` is inferred',
  },
  'totp-again': {
    kind: 'choice',
    values: ['refused', 'accepted'],
    changes: 'whether a password of an authenticator app works twice',
    source: 'RFC 6238, section 5.2',
  },
  'push-denied-code': {
    kind: 'code',
    default: 'PUSH_CONFIRMATION_DENIED',
    changes: 'the `error.code` of a flow whose push was denied',
    source: 'ours',
  },
  'consent-refused-code': {
    kind: 'code',
    default: 'CONSENT_REFUSED',
    changes: 'the `error.code` of a flow whose agreement was refused',
    source: 'ours',
  },
  'locked-user-code': {
    kind: 'code',
    default: 'INVALID_VALUE',
    changes: 'the code for a user whom wrong passwords have locked',
    source: 'ours: the same as for a wrong password',
  },
  'after-recovery': {
    kind: 'choice',
    values: ['signed-on', 'sign-on'],
    changes: 'after `password.recover`: the user is signed on, or has to sign on with the new password',
    source: 'ours',
  },
  'after-registration': {
    kind: 'choice',
    values: ['verify', 'signed-on'],
    changes: 'whether who registers has to verify the address first',
    source: 'ours',
  },
  'mailed-code-digits': {
    kind: 'count',
    default: 8,
    least: 4,
    most: 12,
    changes: 'the length of recovery and verification codes',
    source: 'ours',
  },
  'mailed-code-seconds': {
    kind: 'count',
    default: 3600,
    least: 1,
    most: 604_800,
    changes: 'how long recovery and verification codes live',
    source: 'ours',
  },
  // Management
  roles: {
    kind: 'choice',
    values: ['by-resource', 'all-or-read-only'],
    changes:
      'what a role of a worker opens: the resources of its kind, or all of them, for reading only if its name says so',
    source: "Ping's page of role permissions, taken by resource",
  },
  'unauthorized-code': {
    kind: 'choice',
    values: ['INVALID_TOKEN', 'UNAUTHORIZED'],
    changes: 'the code of 401',
    source: 'both are in common use',
  },
  'doubled-v1': {
    kind: 'choice',
    values: ['accepted', 'refused'],
    changes: 'whether `/v1/v1/…` is `/v1/…`, or 404',
    source: "newer pages of Ping's write `{{apiPath}}/v1/…`, and `apiPath` ends in `/v1`",
  },
  'activation-answer': {
    kind: 'choice',
    values: ['device', 'empty'],
    changes: 'what `device.activate` answers: 200 with the device, or 204',
    source: 'other actions on devices answer with the device',
  },
  'list-count': {
    kind: 'choice',
    values: ['all', 'page', 'none'],
    changes: '`count` in a list: of all that the filter lets through, of the page, or left out',
    source: 'OpenAPI schema of PingOne, which does not say what is counted',
  },
  'page-size': {
    kind: 'count',
    default: 100,
    least: 1,
    most: 1000,
    changes: 'how many resources a page has without `limit`',
    source: 'ours',
  },
} as const

/** The name of a switch. */
export type BehaviourName = keyof typeof BEHAVIOURS

type ValueOf<B> = B extends { readonly kind: 'choice'; readonly values: readonly (infer Value)[] }
  ? Value
  : B extends { readonly kind: 'count' }
    ? number
    : string

/** How the stand-in behaves, all switches set. */
export type Behaviours = { readonly [Name in BehaviourName]: ValueOf<(typeof BEHAVIOURS)[Name]> }

/** The table as what its rows have in common. */
export const ALL_BEHAVIOURS: ReadonlyMap<string, Behaviour> = new Map(Object.entries<Behaviour>(BEHAVIOURS))
