/** What the responses of some requests have to be like, in the configuration: for collections whose scripts one may not edit. */
export interface CheckConfig {
  /** The request: its name, its id or its path (`Folder/Name`); `*` stands for any characters but `/`, `**` for any. a pattern without `/` is about names. */
  readonly request: string
  /** One of these: `200`, `'2xx'`. */
  readonly status?: StatusCheck | readonly StatusCheck[]
  /** By name: the value, a pattern that it matches, or whether there is such a header at all. */
  readonly headers?: Readonly<Record<string, string | boolean | { readonly matches: string }>>
  /** Conditions on members of a JSON body. */
  readonly jsonpath?: readonly JsonPathCheck[]
  /** JSON Schema (2020-12, or draft-07 if its `$schema` says so) that the body fits, or the path of a file that holds it. */
  readonly schema?: JsonSchema | string
  /** The longest that the last hop may take. Milliseconds. */
  readonly maxLatencyMs?: number
}

/** A status code, or a class of them such as `2xx`. */
export type StatusCheck = number | string

/** A JSON Schema as such; what is in it is not looked at before it is compiled. */
export type JsonSchema = boolean | Readonly<Record<string, unknown>>

/** Conditions on all nodes that a path finds. Without any, the path must find something. Conditions other than `exists` and `count` need a node. */
export interface JsonPathCheck {
  /** JSONPath. Source: RFC 9535. */
  readonly path: string
  readonly exists?: boolean
  /** How many nodes the path finds. */
  readonly count?: number
  readonly equals?: unknown
  readonly not?: unknown
  readonly in?: readonly unknown[]
  /** A regular expression, for texts. */
  readonly matches?: string
  /** A part of a text, or an element of a list. */
  readonly contains?: unknown
  readonly type?: JsonType
  /** Characters of a text, elements of a list, members of an object. */
  readonly length?: number
  readonly min?: number
  readonly max?: number
}

/** Types of JSON; an integer is a number, too. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object'
