/**
 * The part of oidc-provider 9 that the stand-in uses. The package has no types of its own.
 * The class is imported from its own file because the package's index prints a notice on Node 20.
 * Source: https://github.com/panva/node-oidc-provider/tree/main/docs
 */
declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

  /** What the core stores of a code or token. */
  export interface Payload {
    readonly jti: string
    readonly clientId: string
    readonly iat: number
    readonly exp: number
    readonly accountId?: string
    readonly scope?: string
    readonly sid?: string
    readonly acr?: string
    readonly authTime?: number
    readonly jkt?: string
    readonly error?: string
    readonly extra?: { readonly auth_time?: number | undefined; readonly acr?: string | undefined } | undefined
  }

  /** A code or token, found or made. */
  export interface Stored extends Payload {
    save(): Promise<string>
    getValueAndPayload: (this: Stored) => Promise<{ readonly value: string; readonly payload: Payload }>
  }

  /** A kind of code or token. */
  export interface StoredModel {
    new (values: Readonly<Record<string, unknown>>): Stored
    readonly prototype: Stored
    find(value: string, options?: object): Promise<Stored | undefined>
  }

  export interface Context {
    readonly path: string
    readonly headers: IncomingHttpHeaders
    status: number
    body: unknown
    readonly response: { get(header: string): string }
    readonly oidc?: {
      readonly route: string
      readonly entities: Readonly<Record<string, Payload | undefined>>
    }
  }

  export interface Client {
    readonly clientId: string
  }

  interface IdToken {
    readonly client: Client
    payload(): Promise<Readonly<Record<string, unknown>>>
    issue(): Promise<string>
  }

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    /** Koa: true keeps failures off the console. */
    silent: boolean
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): this
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    readonly Client: { find(id: string): Promise<Client | undefined> }
    readonly Grant: new (values: {
      readonly accountId: string
      readonly clientId: string
    }) => {
      addOIDCScope(scope: string): void
      save(): Promise<string>
    }
    readonly IdToken: { readonly prototype: IdToken }
    readonly AuthorizationCode: StoredModel
    readonly AccessToken: StoredModel
    readonly ClientCredentials: StoredModel
    readonly RefreshToken: StoredModel
    readonly DeviceCode: StoredModel
  }
}

/** What a provider keeps to itself; the only way to its nonces. */
declare module 'oidc-provider/lib/helpers/weak_cache.js' {
  import type { Provider } from 'oidc-provider/lib/provider.js'

  /** Makes and checks the nonces of DPoP proofs. */
  export interface ServerNonces {
    readonly nextChallenge: () => string
    readonly checkChallenge: (given: string) => boolean
  }

  export default function internals(provider: Provider): { DPoPNonces: ServerNonces }
}
