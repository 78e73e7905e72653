/** postman-collection, as far as the realm itself uses it. It is loaded when a script first asks for something that needs it. */
export interface Sdk {
  readonly VariableScope: (new (definition: object) => SdkScope) & { readonly prototype: SdkScope }
  readonly Request: SdkClass<SdkRequest>
  readonly Response: SdkClass<SdkResponse>
  readonly Cookie: new (definition: object) => SdkCookie
  readonly CookieList: SdkClass<SdkCookieList> & { readonly isCookieList: (value: unknown) => boolean }
  readonly Url: (new (
    url: unknown,
  ) => { readonly toString: (force?: boolean) => string }) & {
    readonly isUrl: (value: unknown) => boolean
  }
}

interface SdkClass<T> {
  new (...definition: readonly unknown[]): T
  readonly isRequest?: (value: unknown) => boolean
  readonly isResponse?: (value: unknown) => boolean
  readonly prototype: T
}

/** The SDK's VariableScope. */
export interface SdkScope {
  readonly id: unknown
  readonly _layers?: unknown
  readonly values: { readonly map: <T>(each: (variable: { readonly key: unknown }) => T) => readonly T[] }
  readonly get: (key: unknown) => unknown
  readonly has: (key: unknown) => boolean
  readonly set: (key: unknown, value: unknown, options?: unknown) => void
  readonly unset: (key: unknown) => void
  readonly clear: () => void
  readonly toObject: (excludeDisabled?: boolean, caseSensitive?: boolean) => Record<string, unknown>
  readonly replaceIn: (template: unknown) => unknown
  readonly toJSON: () => unknown
  readonly syncVariablesTo: (target?: object) => Record<string, unknown>
  readonly syncVariablesFrom: (source: unknown, track?: boolean) => unknown
  readonly addLayer: (list: unknown) => void
  readonly enableTracking: (options: object) => void
  readonly mutations: { readonly track: (instruction: string, ...change: readonly unknown[]) => void }
}

/** The SDK's Request. */
export interface SdkRequest {
  readonly method: string
  readonly url: { readonly toString: () => string }
  readonly headers: { readonly toObject: (...flags: readonly boolean[]) => Record<string, string> }
  readonly description?: { readonly toString: () => string }
  readonly body?: {
    readonly mode?: string
    readonly isEmpty: () => boolean
    readonly [mode: string]: unknown
  }
  toJSON: () => unknown
}

/** The SDK's Response. */
export interface SdkResponse {
  readonly responseTime: number
  readonly headers: {
    readonly each: (
      visit: (header: { readonly key: string; readonly value: string; readonly disabled?: boolean }) => void,
    ) => void
    readonly one: (name: unknown) => { readonly value: string } | undefined
    readonly get: (name: string) => string | undefined
  }
  /** `_isBuffer`: by this the SDK knows a Buffer, of which other bytes may be the body, too. */
  readonly stream?: { readonly byteLength: number; readonly _isBuffer?: boolean; readonly toString: () => string }
  readonly details: () => object
  size: () => { readonly body: number; readonly header: number; readonly total: number }
  readonly text: () => string
  toJSON: () => unknown
}

/** The SDK's Cookie. */
interface SdkCookie {
  readonly valueOf: () => unknown
}

/** The SDK's CookieList. */
export interface SdkCookieList {
  readonly one: (name: string) => unknown
  jar?: () => unknown
}
