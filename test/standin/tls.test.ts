import { X509Certificate } from 'node:crypto'
import { get } from 'node:https'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Standin, startStandin } from '../../src/standin/server.ts'

let standin: Standin

beforeAll(async () => {
  standin = await startStandin({ tls: true })
})

afterAll(async () => {
  await standin.close()
})

async function read(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = get(url, { ca: standin.certificate }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += String(chunk)
      })
      response.on('end', () => resolve(JSON.parse(text)))
    })
    request.on('error', reject)
  })
}

test.each(['127.0.0.1', 'localhost'])(
  'startStandin() speaks https on %s to who trusts its certificate',
  async (name) => {
    const { port } = new URL(standin.url)
    const environment = standin.variables['envID'] ?? ''

    const body = await read(`https://${name}:${port}/${environment}/as/.well-known/openid-configuration`)

    expect(body).toMatchObject({
      issuer: `${standin.url}/${environment}/as`,
      token_endpoint: `https://${name}:${port}/${environment}/as/token`,
    })
  },
)

test('startStandin() is not trusted by others', async () => {
  await expect(fetch(standin.url)).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } })
})

test('startStandin() makes its certificate for the loopback interface', () => {
  const { subjectAltName, ca } = new X509Certificate(standin.certificate ?? '')

  expect([subjectAltName, ca]).toEqual(['DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1', true])
})

test('startStandin() has another key each time', async () => {
  const other = await startStandin({ tls: true })

  await other.close()
  expect(other.certificate).not.toBe(standin.certificate)
})

test('startStandin() ends a connection that does not speak TLS', async () => {
  const socket = connect(Number(new URL(standin.url).port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')

  let answer = ''
  for await (const chunk of socket) answer += String(chunk)

  expect(answer).not.toContain('HTTP/1.1 200')
})
