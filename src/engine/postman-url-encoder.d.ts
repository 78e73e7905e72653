/** The part of postman-url-encoder 3 that wire.ts uses; the package has no types of its own. */
declare module 'postman-url-encoder' {
  export interface NodeUrl {
    readonly protocol: string
    readonly auth: string | null
    readonly host: string
    readonly hostname: string
    readonly port: string | null
    readonly pathname: string
    readonly path: string
  }
  export function toNodeUrl(url: string, disableEncoding?: boolean): NodeUrl
}
