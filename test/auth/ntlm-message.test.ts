import { expect, test } from 'vitest'
import { authenticateMessage, negotiateMessage, readChallenge } from '../../src/auth/ntlm-message.ts'

const NOBODY = { username: '', password: '', domain: '', workstation: '' }
const DOM = { username: 'u', password: 'p', domain: 'dom', workstation: 'w' }

/** What the server sent when the messages below were recorded from newman 6.2.2. */
function challenge(flags: number): Buffer {
  const message = Buffer.alloc(60)
  message.write('NTLMSSP\0', 'latin1')
  message.writeUInt32LE(2, 8)
  message.writeUInt32LE(flags, 20)
  message.set(Buffer.from('0123456789abcdef', 'hex'), 24)
  message.writeUInt16LE(10, 40)
  message.writeUInt32LE(50, 44)
  message.set(Buffer.from([2, 0, 2, 0, 0x44, 0, 0, 0, 0, 0]), 50)
  return message
}

function base64(message: Uint8Array): string {
  return Buffer.from(message).toString('base64')
}

test.each([
  { account: NOBODY, message: 'TlRMTVNTUAABAAAAB6IIogAAAAAoAAAAAAAAACgAAAAFASgKAAAADw==' },
  { account: { ...NOBODY, domain: 'd' }, message: 'TlRMTVNTUAABAAAAB7IIogEAAQAoAAAAAAAAACgAAAAFASgKAAAAD0Q=' },
  { account: DOM, message: 'TlRMTVNTUAABAAAAB7IIogMAAwApAAAAAQABACgAAAAFASgKAAAAD1dET00=' },
])('negotiateMessage() is byte for byte that of newman 6.2.2 for $account', ({ account, message }) => {
  expect(base64(negotiateMessage(account))).toBe(message)
})

test.each([
  {
    name: 'NTLMv2',
    flags: 0x00898205,
    account: { ...NOBODY, username: 'u', password: 'p', domain: 'D' },
    moment: { clientChallenge: Buffer.from('0fffd291f5bc386b', 'hex'), epochMs: 1_795_461_004_618 },
    message:
      'TlRMTVNTUAADAAAAGAAYAEwAAAA6ADoAZAAAAAIAAgBIAAAAAgACAEoAAAAAAAAATAAAAAAAAACeAAAABYKIogUBKAoAAAAPRAB1AGWsoWOJ' +
      'xNuux+oFqZLi0aYP/9KR9bw4a/7T2wpGrOd/uYc1Bqky6IIBAQAAAAAAAKCaID9+e90BD//SkfW8OGsAAAAAAgACAEQAAAAAAAAAAAA=',
  },
  {
    name: 'NTLMv2, a user with both signs',
    flags: 0x00898205,
    account: { ...NOBODY, username: 'a\\b@c', password: 'p' },
    moment: { clientChallenge: Buffer.from('6808ea3e379ae849', 'hex'), epochMs: 1_795_461_158_813 },
    message:
      'TlRMTVNTUAADAAAAGAAYAFIAAAA6ADoAagAAAAAAAABIAAAACgAKAEgAAAAAAAAAUgAAAAAAAACkAAAABYKIogUBKAoAAAAPYQBcAGIAQABj' +
      'ACwPH0100wXlj0pxfrcm811oCOo+N5roSetavcGVZs+WVRYhGtcd+ogBAQAAAAAAANDkCJt+e90BaAjqPjea6EkAAAAAAgACAEQAAAAAAAAA' +
      'AAA=',
  },
  {
    name: 'NTLM2 session',
    flags: 0x00080201,
    account: { ...DOM, workstation: '' },
    moment: { clientChallenge: Buffer.from('b23889f1a62b2789', 'hex'), epochMs: 0 },
    message:
      'TlRMTVNTUAADAAAAGAAYAFAAAAAYABgAaAAAAAYABgBIAAAAAgACAE4AAAAAAAAAUAAAAAAAAACAAAAABYKIogUBKAoAAAAPRABPAE0AdQCy' +
      'OInxpisniQAAAAAAAAAAAAAAAAAAAACUOPLy/7t6GKLBQz74+EzcIK46JdWE5qc=',
  },
])('authenticateMessage() is byte for byte that of newman 6.2.2: $name', ({ flags, account, moment, message }) => {
  const asked = readChallenge(challenge(flags))

  expect(asked && base64(authenticateMessage(asked, account, moment))).toBe(message)
})

// The NT response is that of newman 6.2.2, which sends another LM response.
test('authenticateMessage() speaks Latin-1 and NTLMv1 to a server that knows nothing better', () => {
  const asked = readChallenge(challenge(0x202))
  const moment = { clientChallenge: Buffer.alloc(8), epochMs: 0 }
  const response = '9e5782c70c48823583bb90fb0c443dbbb068efe17a6f7a09'

  const message = Buffer.from(asked ? authenticateMessage(asked, DOM, moment) : '')

  expect(message.toString('latin1', 72, 77)).toBe('DOMuW')
  expect(message.toString('hex', 77)).toBe(response + response)
})

test.each([
  { name: 'too short', message: challenge(0).subarray(0, 31) },
  { name: 'of another protocol', message: Buffer.alloc(60) },
  { name: 'of type 1', message: negotiateMessage(DOM) },
  { name: 'without the target info it announces', message: challenge(0x00800000).subarray(0, 40) },
  { name: 'with target info beyond its end', message: challenge(0x00800000).subarray(0, 55) },
])('readChallenge() refuses a message $name', ({ message }) => {
  expect(readChallenge(message)).toBeUndefined()
})
