/**
 * Our readonly view of a Postman collection. Field names follow the Collection Format v2.1
 * (https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html).
 */

/** A loaded collection: the root of a tree of folders and items. */
export interface Collection {
  readonly id: string
  readonly name: string
  readonly description?: string
  /** The path or URL it was read from. */
  readonly source?: string
  readonly children: readonly (Folder | Item)[]
  readonly scripts: readonly Script[]
  readonly auth?: AuthSpec
  readonly variables: readonly Variable[]
  readonly behavior: ProtocolBehavior
}

/** A folder: groups items and hands down scripts, auth and protocol behavior. */
export interface Folder {
  readonly kind: 'folder'
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly children: readonly (Folder | Item)[]
  readonly scripts: readonly Script[]
  readonly auth?: AuthSpec
  readonly behavior: ProtocolBehavior
  /** Line of the folder in the collection file, from 1. */
  readonly line?: number
}

/** One request of the collection, with its scripts and saved examples. */
export interface Item {
  readonly kind: 'item'
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly request: RequestTemplate
  readonly scripts: readonly Script[]
  readonly examples: readonly SavedExample[]
  readonly behavior: ProtocolBehavior
  /** Line of the item in the collection file, from 1. */
  readonly line?: number
}

/** A pre-request or test script of a collection, folder or item. Disabled ones are not loaded; blank ones count, but nothing runs. */
export interface Script {
  readonly id: string
  readonly eventId: string
  readonly listen: 'prerequest' | 'test'
  readonly source: string
  /** The `<name>` of a first non-blank line `// @native <name>`: the producer that stands in for this script. */
  readonly native?: string
  /** Line of its first line in the collection file, if each of its lines has one there. */
  readonly line?: number
}

/** An auth type and its parameters, values not yet resolved. `noauth` ends inheritance. */
export interface AuthSpec {
  readonly type: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Types of parameters as the collection tells them (`string`, `boolean`, …), by name: scripts and newman's reports show them. Absent: `any`. */
  readonly types?: Readonly<Record<string, string>>
  /**
   * Id of the folder or collection that hands it down: what a signer learns from a challenge is good for all its requests.
   * Absent: the request's own.
   */
  readonly sharedBy?: string
}

/** A variable of an environment, globals or collection. A disabled one is kept, and never resolves. */
export interface Variable {
  readonly key: string
  readonly value: unknown
  /** Postman's variable type; `secret` values are masked in every output. */
  readonly type?: string
  readonly disabled?: boolean
  /** `cli`: given with --env-var or --global-var; nothing but a script replaces it. `data`: a cell of iteration data. */
  readonly origin?: 'cli' | 'data'
}

/** A request as written in the collection, placeholders and all. */
export interface RequestTemplate {
  readonly method: string
  readonly url: UrlTemplate
  readonly header: readonly Header[]
  readonly body?: Body
  readonly auth?: AuthSpec
  readonly description?: string
  /** The request as JSON, if it holds values that are no text or a script has changed it: scripts and newman's tree show it under `--compat newman`. */
  readonly written?: unknown
}

/** The parts of a URL as Postman stores them; nothing is encoded or resolved. */
export interface UrlTemplate {
  readonly protocol?: string
  readonly auth?: { readonly user?: string; readonly password?: string }
  readonly host: readonly string[]
  readonly port?: string
  /** Absent: no path at all; `['']`: a lone `/`. */
  readonly path?: readonly string[]
  readonly query: readonly QueryParam[]
  readonly hash?: string
  /** Values of `:name` segments of the path. */
  readonly variables: readonly PathVariable[]
}

/** A query parameter. `value: null` is written `key`, `''` is written `key=`. */
export interface QueryParam {
  readonly key: string | null
  readonly value: string | null
  readonly disabled?: boolean
}

/** The value of a `:name` segment of the path. */
export interface PathVariable {
  readonly key: string
  /** Absent in a URL that went out: the name is in it. */
  readonly value?: string
  readonly disabled?: boolean
}

/** A request or response header. `system`: added by the runner, not written in the collection. */
export interface Header {
  readonly key: string
  readonly value: string
  readonly disabled?: boolean
  readonly system?: boolean
}

/** A request body in one of Postman's modes. */
export type Body =
  | {
      readonly mode: 'raw'
      readonly raw: string
      /** The collection has a number or a boolean in place of the text: newman sends nothing. */
      readonly isScalar?: boolean
      readonly language?: string
      readonly disabled?: boolean
    }
  | { readonly mode: 'urlencoded'; readonly urlencoded: readonly FormField[]; readonly disabled?: boolean }
  | { readonly mode: 'formdata'; readonly formdata: readonly FormPart[]; readonly disabled?: boolean }
  | {
      readonly mode: 'file'
      readonly src?: string
      readonly content?: string
      /** The collection says nothing of a file. */
      readonly isUnset?: true
      readonly disabled?: boolean
    }
  | {
      readonly mode: 'graphql'
      readonly query?: string
      readonly operationName?: string | null
      /** JSON text, spliced into the payload as written. */
      readonly variables?: string | null
      readonly disabled?: boolean
    }

/** One entry of an `application/x-www-form-urlencoded` body. */
export interface FormField {
  readonly key: string
  readonly value: string
  readonly disabled?: boolean
  /** Not the user's: a signer put it there. */
  readonly system?: boolean
}

/** One part of a `multipart/form-data` body. */
export type FormPart =
  | {
      /** Absent where the collection does not say. */
      readonly type?: 'text'
      readonly key: string
      readonly value: string
      readonly contentType?: string
      readonly disabled?: boolean
    }
  | {
      readonly type: 'file'
      readonly key: string
      /** Paths; one part is sent for each. */
      readonly src: readonly string[]
      /** The paths are written as a list, be it of one: newman reads no file behind it. */
      readonly isList?: boolean
      /** What a file without a path holds. Base64. */
      readonly content?: string
      /** Sent without what its file holds (`--compat newman`). */
      readonly isUnread?: boolean
      readonly fileName?: string
      readonly contentType?: string
      readonly disabled?: boolean
    }

/** A response saved with a request. */
export interface SavedExample {
  readonly id: string
  readonly name: string
  readonly status?: string
  readonly code?: number
  readonly header: readonly Header[]
  readonly body?: string
}

/**
 * Postman's protocolProfileBehavior; an absent key is inherited.
 * Source: Postman Learning Center, "Request settings".
 */
export interface ProtocolBehavior {
  readonly strictSSL?: boolean
  readonly followRedirects?: boolean
  readonly maxRedirects?: number
  readonly followOriginalHttpMethod?: boolean
  readonly followAuthorizationHeader?: boolean
  readonly removeRefererHeaderOnRedirect?: boolean
  readonly disableCookies?: boolean
  readonly disableBodyPruning?: boolean
  readonly disableUrlEncoding?: boolean
  readonly disabledSystemHeaders?: Readonly<Record<string, boolean>>
  readonly insecureHTTPParser?: boolean
  /** Absent: HTTP/1.1. `auto`: HTTP/2 if the server offers it. Heeded for https only. */
  readonly protocolVersion?: 'http1' | 'http2' | 'auto'
  readonly tlsPreferServerCiphers?: boolean
  /** Out of `SSLv2 SSLv3 TLSv1 TLSv1_1 TLSv1_2 TLSv1_3`. */
  readonly tlsDisabledProtocols?: readonly string[]
  /** Names of OpenSSL, in order of preference. */
  readonly tlsCipherSelection?: readonly string[]
}
