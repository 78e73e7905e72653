import type { EngineOptions, HttpOptions, LoadOptions, ScriptDialect } from '../model/options.ts'

/** What newman 6.2.2 does otherwise than we do: `--compat newman` and `flowgate/newman` both do it. */
export interface Ways {
  readonly engine: Partial<EngineOptions>
  readonly http: Partial<HttpOptions>
  readonly load: LoadOptions
  /** What exports say they come from. */
  readonly exporter: string
  /** Scripts are read as newman reads them. */
  readonly dialect: ScriptDialect
}

/** Not those that have a flag of their own. */
export const WAYS: Ways = Object.freeze<Ways>({
  engine: {
    repeatsSelected: true,
    sendCycles: true,
    sendWithoutFiles: true,
    dropScalars: true,
    repeatsCookies: true,
    plainObjects: true,
    // Servers answer by it, and log it.
    userAgent: 'PostmanRuntime/7.39.1',
  },
  http: {
    http2: false,
    // Node's own limit for headers.
    maxHeaderBytes: 16 * 1024,
    maxBodyBytes: Number.POSITIVE_INFINITY,
    keepCookies: true,
    schemeInPath: true,
    fetchTokens: false,
  },
  load: { honorEnabled: false, newmanValues: true, allowEmpty: true, userAgent: 'Newman/6.2.2' },
  exporter: 'Newman/6.2.2',
  dialect: 'newman',
})
