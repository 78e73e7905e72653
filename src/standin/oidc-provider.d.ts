/**
 * The part of oidc-provider 9 that the stand-in uses. The package has no types of its own.
 * The class is imported from its own file because the package's index prints a notice on Node 20.
 * Source: https://github.com/panva/node-oidc-provider/tree/main/docs
 */
declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

  /** A stored entity: what save() writes, or what a handler found. */
  export interface Entity {
    readonly jti?: string
    readonly accountId?: string
    readonly clientId?: string
    readonly scope?: string
    readonly sid?: string
    readonly acr?: string
    readonly authTime?: number
  }

  export interface Context {
    readonly path: string
    readonly headers: IncomingHttpHeaders
    status: number
    body: unknown
    readonly oidc?: {
      readonly route: string
      readonly entities: Readonly<Record<string, Entity | undefined>>
    }
  }

  export interface Client {
    readonly clientId: string
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
    readonly AuthorizationCode: new (
      values: Readonly<Record<string, unknown>>,
    ) => { save(): Promise<string> }
  }
}
