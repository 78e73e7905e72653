import { type Answer, act, at, workerToken } from '../client.ts'
import { type FlowStage, PASSWORD } from './stage.ts'

/** Another environment of the stand-in whose users sign on at the sandbox. */
export interface Provider {
  /** In the sandbox. */
  readonly id: string
  /** The environment that it is. */
  readonly home: string
  /** Its application, by which the sandbox is known there. */
  readonly clientId: string
  /** Its body, as it was posted. */
  readonly json: Readonly<Record<string, unknown>>
  /** Calls the management API over there. */
  readonly api: (...call: readonly [method: string, path: string, json?: object, type?: string]) => Promise<Answer>
}

const APPLICATION = {
  enabled: true,
  name: 'Sandbox',
  type: 'WEB_APP',
  protocol: 'OPENID_CONNECT',
  responseTypes: ['CODE'],
  grantTypes: ['AUTHORIZATION_CODE'],
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
}

/** Makes the other environment and the identity provider that stands for it, with the address and the names mapped. */
export async function openProvider(stage: FlowStage, changes: object = {}): Promise<Provider> {
  const token = await workerToken(stage)
  const { body } = await stage.send('GET', '/v1/environments', { token })
  const { license } = Object(body)._embedded.environments[0]
  const environment = { name: crypto.randomUUID(), type: 'SANDBOX', region: 'NA', license }
  const home = at(await stage.send('POST', '/v1/environments', { token, json: environment }), 'id')
  const api: Provider['api'] = async (...[method, path, json, type]) =>
    stage.send(method, `/v1/environments/${home}/${path}`, {
      token: await workerToken(stage),
      ...(json === undefined ? {} : { json }),
      ...(type === undefined ? {} : { type: `application/vnd.pingidentity.${type}+json` }),
    })
  const redirectUris = [`${stage.standin.url}/${stage.env}/rp/callback/openid_connect`]
  const clientId = at(await api('POST', 'applications', { ...APPLICATION, redirectUris }), 'id')
  const issuer = `${stage.standin.url}/${home}/as`
  const json = {
    name: crypto.randomUUID(),
    enabled: true,
    type: 'OPENID_CONNECT',
    clientId,
    clientSecret: at(await api('GET', `applications/${clientId}/secret`), 'secret'),
    authorizationEndpoint: `${issuer}/authorize`,
    tokenEndpoint: `${issuer}/token`,
    userInfoEndpoint: `${issuer}/userinfo`,
    jwksEndpoint: `${issuer}/jwks`,
    issuer,
    scopes: ['openid', 'profile', 'email'],
    tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
    ...changes,
  }
  const id = at(await stage.api('POST', 'identityProviders', json), 'id')
  for (const [name, claim] of [
    ['email', 'email'],
    ['name.given', 'given_name'],
  ]) {
    const mapping = { name, value: `\${providerAttributes.${claim}}`, update: 'ALWAYS' }
    await stage.api('POST', `identityProviders/${id}/attributes`, mapping)
  }
  return { id, home, clientId, json, api }
}

/** Makes a user over there. */
export async function userOf({ api }: Provider, given = 'Ada'): Promise<Answer> {
  const username = `external-${crypto.randomUUID()}`
  const user = await api('POST', 'users', { username, email: `${username}@example.com`, name: { given } })
  await api('PUT', `users/${at(user, 'id')}/password`, { value: PASSWORD, forceChange: false }, 'password.set')
  return user
}

/** The path and query of the Location of a redirect. */
export function locationOf({ headers }: Answer): string {
  const { pathname, search } = new URL(headers.get('location') ?? 'none:')
  return `${pathname}${search}`
}

/** Goes to the provider of a flow, as its browser does; returns the address that leads back. */
export async function goThere(
  stage: FlowStage,
  flow: Answer,
  person: Pick<Provider, 'id' | 'home'> & { readonly user: Answer },
): Promise<string> {
  const { id, home, user } = person
  const authenticate = `/${stage.env}/rp/authenticate?providerId=${id}&flowId=${at(flow, 'id')}`
  const sent = await stage.send('GET', locationOf(await stage.send('GET', authenticate)))
  const there = new URL(sent.headers.get('location') ?? 'none:').searchParams.get('flowId') ?? ''
  const json = { username: at(user, 'username'), password: PASSWORD }
  const type = 'application/vnd.pingidentity.usernamePassword.check+json'
  await stage.send('POST', `/${home}/flows/${there}`, { json, type })
  return locationOf(await stage.send('GET', `/${home}/as/resume?flowId=${there}`))
}

/** Signs on at the provider and comes back; returns the answer of the callback. */
export async function signOnThere(...call: Parameters<typeof goThere>): Promise<Answer> {
  return call[0].send('GET', await goThere(...call))
}

/** The flow as it stands. */
export async function readFlow(stage: FlowStage, flow: Answer): Promise<Answer> {
  return stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`)
}

/** Types the password of a user of the sandbox. */
export async function prove(stage: FlowStage, flow: Answer, user: Answer): Promise<Answer> {
  const json = { username: at(user, 'username'), password: PASSWORD }
  return act(stage, at(flow, 'id'), { 'usernamePassword.check': json })
}
