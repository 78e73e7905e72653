import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { REQUESTS } from '../../../src/standin/behaviours/requests.ts'
import { at, authorize, reachCode, reachCompleted, redeem, requestClaims, resume, sign, stable } from '../client.ts'
import { ask, SECRET, signOn } from '../oidc/stage.ts'
import type { Probe } from './probe.ts'

/** Behaviours of OpenID Connect. */
export const REQUEST_PROBES: Readonly<Record<keyof typeof REQUESTS, Probe>> = {
  'request-exp': {
    shows: { checked: [400, 200], required: [400, 400], ignored: [200, 200] },
    probe: async ({ stage, setup }) => {
      const claims = requestClaims(stage, setup)
      const expired = await sign({ ...claims, exp: Math.floor(stage.clock.now() / 1000) - 10 }, setup.secret)
      const answers = [await authorize(stage, setup, { request: expired }), await authorize(stage, setup)]
      return answers.map(({ status }) => status)
    },
  },
  'secret-encoding': {
    shows: { 'utf-8': 400, base64url: 200 },
    probe: async ({ stage, setup }) => {
      const key = new Uint8Array(Buffer.from(setup.secret, 'base64url'))
      const request = await new SignJWT(requestClaims(stage, setup)).setProtectedHeader({ alg: 'HS256' }).sign(key)
      return (await authorize(stage, setup, { request })).status
    },
  },
  'authorize-error': {
    shows: { INVALID_DATA: 'INVALID_DATA', INVALID_REQUEST: 'INVALID_REQUEST' },
    probe: async ({ stage }) => at(await ask(stage, { scope: 'nothing' }), 'code'),
  },
  'redirect-error': {
    shows: { redirect: 302, body: 400 },
    probe: async ({ stage }) => (await ask(stage, { scope: 'nothing', response_mode: 'query' })).status,
  },
  'par-status': {
    shows: { 201: 201, 200: 200 },
    probe: async ({ stage }) => {
      const form = { response_type: 'code', redirect_uri: 'https://app.example.com/callback' }
      return (await stage.as('POST', '/par', { basic: ['web', SECRET], form })).status
    },
  },
  'session-cookie': {
    shows: { optional: [200, 200, 200], required: [400, 200, 400] },
    probe: async ({ stage }) => {
      const id = at(await ask(stage), 'id')
      const { answer: bare, cookie } = await signOn(stage, id)
      const resumed = await stage.as('GET', `/resume?flowId=${id}`, { headers: { cookie } })
      const form = {
        grant_type: 'authorization_code',
        code: at(resumed, 'authorizeResponse.code'),
        redirect_uri: 'https://app.example.com/callback',
      }
      const token = await stage.as('POST', '/token', { basic: ['web', SECRET], form })
      return [bare.status, resumed.status, token.status]
    },
  },
  'session-cookie-secure': {
    shows: { https: false, always: true },
    probe: async ({ stage }) => (await ask(stage)).headers.get('set-cookie')?.includes('Secure'),
  },
  'session-spares': {
    shows: { password: 'SIGN_ON_REQUIRED', everything: 'COMPLETED' },
    probe: async ({ stage, setup }) => {
      const cookie = (await reachCompleted(stage, setup)).headers.get('set-cookie')?.split(';', 1)[0] ?? ''
      const query = new URLSearchParams({
        client_id: setup.applicationId,
        response_type: 'code',
        response_mode: 'pi.flow',
      })
      return at(await stage.as('GET', `/authorize?${query}`, { headers: { cookie } }), 'status')
    },
  },
  'resume-again': {
    shows: { same: 200, refused: 404 },
    probe: async ({ stage, setup }) => {
      const id = at(await reachCompleted(stage, setup), 'id')
      await resume(stage, id)
      return (await resume(stage, id)).status
    },
  },
  'code-seconds': {
    shows: { 300: 200, 30: 400 },
    probe: async ({ stage, setup }) => {
      const code = await reachCode(stage, setup)
      stage.clock.advance(60_000)
      return (await redeem(stage, setup, code)).status
    },
  },
  'dpop-nonce': {
    shows: { required: 'use_dpop_nonce', optional: 'DPoP' },
    probe: async ({ stage }) => {
      const { body } = await stage.as('POST', '/token', {
        basic: ['service', SECRET],
        form: { grant_type: 'client_credentials', scope: 'read' },
        headers: { dpop: await proof(`${stage.issuer}/token`) },
      })
      return Object(body).error ?? Object(body).token_type
    },
  },
  'oauth-errors': {
    shows: {
      oauth: [
        { error: 'invalid_grant', error_description: 'grant request is invalid' },
        { error: 'invalid_client', error_description: 'client authentication failed' },
      ],
      correlated: [
        { error: 'invalid_grant', error_description: 'grant request is invalid (Correlation ID: <id>)' },
        { error: 'invalid_client', error_description: 'client authentication failed (Correlation ID: <id>)' },
      ],
      pingone: [
        {
          id: '<id>',
          code: 'INVALID_REQUEST',
          message: 'The request could not be completed. The request was malformed or invalid.',
          details: [{ code: 'INVALID_GRANT', message: 'grant request is invalid' }],
        },
        {
          id: '<id>',
          code: 'INVALID_TOKEN',
          message: 'The request could not be completed. You do not have access to this resource.',
          details: [{ code: 'INVALID_CLIENT', message: 'client authentication failed' }],
        },
      ],
    },
    probe: async ({ stage }) => {
      const form = { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://app.example.com/callback' }
      const answers = [
        await stage.as('POST', '/token', { basic: ['web', SECRET], form }),
        await stage.as('POST', '/par', { basic: ['web', 'wrong'], form: {} }),
      ]
      return answers.map(({ body }) => stable(body))
    },
  },
  'signoff-landing': {
    shows: { 'sign-on-page': 302, empty: 204 },
    probe: async ({ stage }) => (await stage.as('GET', '/signoff')).status,
  },
}

/** A DPoP proof without a nonce. Source: RFC 9449, section 4.2. */
async function proof(htu: string): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  return new SignJWT({ htm: 'POST', htu, jti: await calculateJwkThumbprint(jwk) })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .setIssuedAt()
    .sign(privateKey)
}
