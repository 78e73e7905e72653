/** What is inferred of flows. */
export const FLOWS = {
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
  'profile-attributes': {
    kind: 'choice',
    values: ['asked', 'all'],
    changes: 'what `user.update` changes: the attributes that were asked for, or all in its body',
    source: 'ours; of `user.confirm` Ping says that other attributes are ignored',
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
} as const
