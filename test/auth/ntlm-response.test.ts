import { expect, test } from 'vitest'
import { responsesSession, responsesV1, responsesV2 } from '../../src/auth/ntlm-response.ts'

/** Source: [MS-NLMP], section 4.2.1; its clock stands at 1601. */
const INPUT = {
  username: 'User',
  password: 'Password',
  domain: 'Domain',
  serverChallenge: Buffer.from('0123456789abcdef', 'hex'),
  clientChallenge: Buffer.from('aaaaaaaaaaaaaaaa', 'hex'),
  epochMs: -11_644_473_600_000,
}

function hex({ lm, nt }: { readonly lm: Uint8Array; readonly nt: Uint8Array }): Readonly<Record<'lm' | 'nt', string>> {
  return { lm: Buffer.from(lm).toString('hex'), nt: Buffer.from(nt).toString('hex') }
}

test('responsesV1() makes the NTLMv1 response of [MS-NLMP] 4.2.2, and puts it in place of the LM response', () => {
  const nt = '67c43011f30298a2ad35ece64f16331c44bdbed927841f94'

  expect(hex(responsesV1(INPUT))).toEqual({ lm: nt, nt })
})

test('responsesSession() makes the responses of [MS-NLMP] 4.2.3', () => {
  expect(hex(responsesSession(INPUT))).toEqual({
    lm: 'aaaaaaaaaaaaaaaa00000000000000000000000000000000',
    nt: '7537f803ae367128ca458204bde7caf81e97ed2683267232',
  })
})

test('responsesV2() makes the responses of [MS-NLMP] 4.2.4', () => {
  const info = '02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000'

  const responses = hex(responsesV2({ ...INPUT, targetInfo: Buffer.from(info, 'hex') }))

  expect(responses).toEqual({
    lm: '86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa',
    nt: `68cd0ab851e51c96aabc927bebef6a1c01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000${info}00000000`,
  })
})
