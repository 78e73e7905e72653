import { expect, test } from 'vitest'
import { decode, isEcdsa, isHmac } from './jws.ts'
import { ecForms } from './key-material.ts'
import { valueOf } from './making.ts'
import { makeRequestParam, SECRET } from './request-param.ts'

test('makeClientAssertion() makes a client_secret_jwt for the token endpoint', async () => {
  const token = await valueOf(makeRequestParam({}, 'clientAssertion'))

  expect(decode(token)).toEqual({
    header: '{"alg":"HS256","typ":"JWT"}',
    payload:
      '{"iss":"3f9a2c51-app","sub":"3f9a2c51-app",' +
      '"aud":"https://auth.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as/token",' +
      '"iat":1772366400,"exp":1772366700,"jti":"00000000-0000-4000-8000-000000000001"}',
  })
  expect(isHmac(token, 'sha256', SECRET)).toBe(true)
})

test('makeClientAssertion() makes a private_key_jwt', async () => {
  const { jwk, publicKey } = ecForms()

  const token = await valueOf(
    makeRequestParam(
      {
        clientAuthAlg: 'ES256',
        clientAuthId: 'client-1',
        clientAuthAudience: 'https://auth.example.test/as',
        clientAuthPrivateKey: JSON.stringify({ ...jwk, kid: 'key-1' }),
        clientAuthLifetime: '3600',
        clientAuthClaims: '{"nbf":1772366400}',
      },
      'clientAssertion',
    ),
  )

  expect(decode(token)).toEqual({
    header: '{"alg":"ES256","typ":"JWT","kid":"key-1"}',
    payload:
      '{"iss":"client-1","sub":"client-1","aud":"https://auth.example.test/as",' +
      '"iat":1772366400,"exp":1772370000,"jti":"00000000-0000-4000-8000-000000000001","nbf":1772366400}',
  })
  expect(isEcdsa(token, 'SHA256', publicKey)).toBe(true)
})

test('makeClientAssertion() lives for an hour at most', async () => {
  const result = await makeRequestParam({ clientAuthLifetime: '3601' }, 'clientAssertion')

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "clientAssertion": clientAuthLifetime "3601" is not a whole number from 1 to 3600',
      hint: 'Set clientAuthLifetime to a number from 1 to 3600, or remove it',
    },
  })
})

test('makeLoginHintToken() names the user', async () => {
  const token = await valueOf(makeRequestParam({ mfaUserID: 'user-1', loginHintAlg: 'HS512' }, 'loginHintToken'))

  expect(decode(token)).toEqual({
    header: '{"alg":"HS512","typ":"JWT"}',
    payload:
      '{"iss":"3f9a2c51-app","sub":"user-1","aud":"https://auth.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as",' +
      '"iat":1772366400,"exp":1772366700,"jti":"00000000-0000-4000-8000-000000000001"}',
  })
  expect(isHmac(token, 'sha512', SECRET)).toBe(true)
})

test('makeLoginHintToken() asks for the user', async () => {
  const result = await makeRequestParam({}, 'loginHintToken')

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "loginHintToken": loginHintSubject is missing, and so is mfaUserID',
      hint: 'Set loginHintSubject, or mfaUserID',
    },
  })
})
