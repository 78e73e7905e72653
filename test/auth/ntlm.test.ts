import { expect, test } from 'vitest'
import { createAuthorize } from '../../src/auth/authorize.ts'
import type { AuthSpec } from '../../src/model/collection.ts'
import type { WireRequest, WireResponse } from '../../src/model/exchange.ts'
import { authTools } from '../support/auth.ts'
import { wireRequest, wireResponse } from '../support/events.ts'

const USER = { username: 'u', password: 'p' }

function refusal(values: readonly string[], status = 401): WireResponse {
  return wireResponse({ status, headers: values.map((value) => ({ key: 'WWW-Authenticate', value })) })
}

function type2(): string {
  const message = Buffer.alloc(48)
  message.write('NTLMSSP\0', 'latin1')
  message.writeUInt32LE(2, 8)
  message.writeUInt32LE(0x00888205, 20)
  message.writeUInt16LE(0, 40)
  message.writeUInt32LE(48, 44)
  return `NTLM ${message.toString('base64')}`
}

/** All Authorization headers that go out, and the warning at the end. */
async function exchange(parameters: AuthSpec['parameters'], responses: readonly WireResponse[]) {
  const request = wireRequest({ headers: [{ key: 'authorization', value: 'mine' }] })
  const signed = await createAuthorize(authTools())(request, { type: 'ntlm', parameters })
  if (signed.kind === 'failed') throw new Error(signed.failure.message)
  const sent = [headerOf(signed.request)]
  for (const response of responses) {
    const { request: next, warning } = (await signed.retry?.(response, async () => signed.request)) ?? {}
    if (next === undefined) return { sent, warning }
    sent.push(headerOf(next))
  }
  return { sent, warning: undefined }
}

function headerOf({ headers }: WireRequest): string | undefined {
  return headers.find(({ key }) => key.toLowerCase() === 'authorization')?.value
}

/** Type, domain and user of a message, both in UTF-16. */
function read(header: string | undefined): readonly [type: number, domain: string, user: string] {
  const message = Buffer.from(header?.replace(/^NTLM /, '') ?? '', 'base64')
  const field = (at: number): string =>
    message.toString('utf16le', message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at))
  return [message.readUInt32LE(8), field(28), field(36)]
}

test.each([{ challenges: ['NTLM'] }, { challenges: ['Negotiate', 'NTLM'] }, { challenges: ['Negotiate, NTLM'] }])(
  'ntlm goes through its three messages for $challenges',
  async ({ challenges }) => {
    const { sent } = await exchange(USER, [refusal(challenges), refusal(['Negotiate', type2()], 403), wireResponse()])

    expect(sent.slice(0, 2)).toEqual([undefined, 'NTLM TlRMTVNTUAABAAAAB6IIogAAAAAoAAAAAAAAACgAAAAFASgKAAAADw=='])
    expect(read(sent[2])).toEqual([3, '', 'u'])
  },
)

test.each([
  { parameters: { ...USER, username: 'D\\u' }, names: ['D', 'u'] },
  { parameters: { ...USER, username: 'u@d.example' }, names: ['D.EXAMPLE', 'u'] },
  { parameters: { ...USER, username: 'u@d', domain: 'own' }, names: ['OWN', 'u@d'] },
  { parameters: { ...USER, username: 'a\\b@c' }, names: ['', 'a\\b@c'] },
  { parameters: { ...USER, username: 'a@b@c' }, names: ['', 'a@b@c'] },
  { parameters: { ...USER, username: '\\u' }, names: ['', '\\u'] },
  { parameters: { ...USER, username: 'u@' }, names: ['', 'u@'] },
  { parameters: {}, names: ['', ''] },
])('ntlm reads domain and user $names from $parameters', async ({ parameters, names }) => {
  const { sent } = await exchange(parameters, [refusal(['NTLM']), refusal([type2()])])

  expect(read(sent[2])).toEqual([3, ...names])
})

test.each([
  { name: 'the server does not refuse', responses: [refusal(['NTLM'], 200)], sent: 1 },
  { name: 'the server knows no NTLM', responses: [refusal(['Negotiate', 'Basic realm="NTLM"'])], sent: 1 },
  {
    name: 'the credentials are refused',
    responses: [refusal(['NTLM']), refusal([type2()]), refusal(['NTLM'])],
    sent: 3,
  },
])('ntlm stops without a word when $name', async ({ responses, sent }) => {
  const ended = await exchange(USER, responses)

  expect([ended.sent.length, ended.warning]).toEqual([sent, undefined])
})

test('ntlm answers nothing with disableRetryRequest', async () => {
  const ended = await exchange({ ...USER, disableRetryRequest: true }, [refusal(['NTLM'])])

  expect(ended.sent).toEqual([undefined])
})

test.each([
  { challenge: 'NTLM', reason: 'server did not send NTLM type 2 message' },
  { challenge: 'NTLM AAAA', reason: 'server did not correctly process authentication request' },
])('ntlm warns when the server answers type 1 with "$challenge"', async ({ challenge, reason }) => {
  const ended = await exchange(USER, [refusal(['NTLM']), refusal([challenge])])

  expect(ended.warning).toBe(`runtime~ntlm.auth: there was an error validating auth: ntlm: ${reason}`)
})
