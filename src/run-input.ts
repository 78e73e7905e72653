import type { RunOptions } from './model/options.ts'

/** Options of the library; what is absent has the default that its docstring names. */
export type RunInput = Pick<RunOptions, 'collection' | 'config'> &
  PartialDeep<Omit<RunOptions, 'collection' | 'config'>>
type PartialDeep<T> = {
  readonly [K in keyof T]?: T[K] extends readonly unknown[] ? T[K] : T[K] extends object ? PartialDeep<T[K]> : T[K]
}

/** The options of a run, each with a value. */
export function withDefaults({ engine, http, script, files, ...input }: RunInput): RunOptions {
  return {
    folder: [],
    envVar: [],
    globalVar: [],
    ...input,
    engine: {
      delayRequestMs: 0,
      timeoutMs: 0,
      timeoutScriptMs: 180_000,
      timeoutRequestMs: 120_000,
      native: true,
      angle: true,
      followRedirects: true,
      ...engine,
    },
    http: { strictSSL: true, ...http },
    script: { startTimeoutMs: 30_000, ...script },
    files: { workingDir: '.', insecureFileRead: true, ...files },
  }
}

/** What the configuration says of the run itself; the options win. What it protects stays protected, whatever else they protect. */
export function withConfig(options: RunOptions): RunOptions {
  const { engine, http, config = {} } = options
  const protectedHosts = [...(http.protectedHosts ?? []), ...(config.protectedHosts ?? [])]
  return {
    ...options,
    engine: config.retries === undefined ? engine : { ...engine, retries: { ...config.retries, ...engine.retries } },
    http: protectedHosts.length === 0 ? http : { ...http, protectedHosts },
  }
}
