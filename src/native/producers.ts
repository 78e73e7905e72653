import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import { ACCESS_TOKEN_INPUTS, makeAccessToken } from './access-token.ts'
import { CLIENT_ASSERTION_INPUTS, makeClientAssertion } from './client-assertion.ts'
import { DPOP_INPUTS } from './dpop.ts'
import type { InputRow } from './inputs.ts'
import { LOGIN_HINT_INPUTS, makeLoginHintToken } from './login-hint-token.ts'
import { makeOtp, OTP_INPUTS } from './otp.ts'
import { CODE_CHALLENGE_INPUTS, makeCodeChallenge, makeCodeVerifier, makeNonce } from './pkce.ts'
import { makeRequestObject, REQUEST_INPUTS } from './request-object.ts'
import { makeRequestUri, REQUEST_URI_INPUTS } from './request-uri.ts'
import type { Tools } from './tools.ts'

/** What is made, from which variables. */
export interface ProducerRow {
  /** What it makes: a sentence without its full stop. */
  readonly summary: string
  /** In the order of the documentation. */
  readonly inputs: Readonly<Record<string, InputRow>>
  /** Absent: it is made of the finished request, by `createProve`. */
  readonly make?: (input: ProducerInput, tools: Tools) => Promise<ProduceResult>
}

const NO_INPUTS: ProducerRow['inputs'] = Object.freeze({})

/** Variable → producer, in the order of the documentation, which is made from this table. */
export const PRODUCERS: Readonly<Record<string, ProducerRow>> = Object.freeze({
  requestParam: {
    summary:
      'The signed request object of an authorization request (RFC 9101; [Ping: Create a request property JWT](https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-request-property-jwt.html))',
    inputs: REQUEST_INPUTS,
    make: makeRequestObject,
  },
  loginHintToken: {
    summary:
      'The login_hint_token that names the user ([Ping: Create a login_hint_token JWT](https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-login_hint_token-jwt.html))',
    inputs: LOGIN_HINT_INPUTS,
    make: makeLoginHintToken,
  },
  clientAssertion: {
    summary: 'The client_assertion of client_secret_jwt and private_key_jwt (RFC 7523)',
    inputs: CLIENT_ASSERTION_INPUTS,
    make: makeClientAssertion,
  },
  codeVerifier: {
    summary: 'The code_verifier of PKCE (RFC 7636), kept until the next authorization request',
    inputs: NO_INPUTS,
    make: makeCodeVerifier,
  },
  codeChallenge: {
    summary: 'The code_challenge that belongs to codeVerifier, for code_challenge_method=S256',
    inputs: CODE_CHALLENGE_INPUTS,
    make: makeCodeChallenge,
  },
  state: { summary: 'A random state, kept until the next authorization request', inputs: NO_INPUTS, make: makeNonce },
  nonce: { summary: 'A random nonce, kept until the next authorization request', inputs: NO_INPUTS, make: makeNonce },
  requestUri: {
    summary: 'The request_uri of an authorization request whose parameters are pushed (PAR, RFC 9126)',
    inputs: REQUEST_URI_INPUTS,
    make: makeRequestUri,
  },
  dpop: {
    summary:
      'The proof of possession (RFC 9449) in a header DPoP: {{dpop}}, for the method and URL of its request and the token in its Authorization header; made again with the nonce of a server that asks for one',
    inputs: DPOP_INPUTS,
  },
  otp: {
    summary:
      'A one-time password: what a test device shows in the last flow (test.otp), else that of an authenticator app (TOTP, RFC 6238), else that in the newest message of the stand-in',
    inputs: OTP_INPUTS,
    make: makeOtp,
  },
  accessToken: {
    summary: 'The token of the worker application, fetched once by client credentials and again before it ends',
    inputs: ACCESS_TOKEN_INPUTS,
    make: makeAccessToken,
  },
})
