/** What is inferred of authorization requests and of the tokens that come of them. */
export const REQUESTS = {
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
} as const
