/** A cookie jar as JSON, as tough-cookie writes it and newman exports it. Source: tough-cookie README, "Serialization Format". */
export interface SerializedJar {
  /** Name and version of what wrote it. */
  readonly version?: string
  readonly storeType?: string | null
  readonly rejectPublicSuffixes?: boolean
  /** Are malformed cookies kept, such as one without a name. */
  readonly enableLooseMode?: boolean
  readonly allowSpecialUseDomain?: boolean
  readonly prefixSecurity?: string
  readonly cookies: readonly SerializedCookie[]
}

/** One cookie of a serialized jar: key, value, domain, path, expires, maxAge, secure, httpOnly, creation, …; what has its default is absent. */
export type SerializedCookie = Readonly<Record<string, unknown>>
