import type { Variable } from './collection.ts'

/** Every option of a run, resolved. Paths are as the user gave them, relative to the working directory. */
export interface RunOptions {
  /** Path or URL of the collection. */
  readonly collection: string
  /** Path or URL of the environment file. */
  readonly environment?: string
  /** Path or URL of the globals file. */
  readonly globals?: string
  /** Path or URL of the iteration data, CSV or JSON. */
  readonly iterationData?: string
  /** Iterations to run, from 1; by default the number of data rows, else 1. */
  readonly iterationCount?: number
  /** Names or ids of folders or requests to run; empty: all. */
  readonly folder: readonly string[]
  /** Set on the environment after loading. */
  readonly envVar: readonly Variable[]
  /** Set on the globals after loading. */
  readonly globalVar: readonly Variable[]
  readonly engine: EngineOptions
  readonly http: HttpOptions
  readonly script: ScriptOptions
  readonly files: FileOptions
}

/** What the engine itself decides by. */
export interface EngineOptions {
  /** Stop at the first failure (`failure`), or at the first error that is no assertion failure (`folder`). Default: run on. */
  readonly bail?: 'failure' | 'folder'
  /** Pause before each item. Milliseconds, default 0. */
  readonly delayRequestMs: number
  /** For the whole run. Milliseconds, 0 = none (default). */
  readonly timeoutMs: number
  /** For one script. Milliseconds, 0 = none, default 180,000. */
  readonly timeoutScriptMs: number
  /** For one exchange with its redirects. Milliseconds, 0 = none, default 120,000. */
  readonly timeoutRequestMs: number
  /** Make values natively (producers) instead of running marked scripts. Default true. */
  readonly native: boolean
  /** Resolve `<<name>>` like `{{name}}`. Default true. */
  readonly angle: boolean
  /** Follow redirects. Default true; a request's own setting wins. */
  readonly followRedirects: boolean
}

/** How requests are sent. */
export interface HttpOptions {
  /** Verify TLS certificates. Default true. */
  readonly strictSSL: boolean
}

/** How scripts are run. */
export interface ScriptOptions {
  /** Milliseconds to wait for the sandbox to start, default 30,000. */
  readonly startTimeoutMs: number
}

/** Which files request bodies may be read from. */
export interface FileOptions {
  /** Folder that relative paths of request bodies start from; default the current folder. */
  readonly workingDir: string
  /** May files outside `workingDir` be read. Default true, as in newman. */
  readonly insecureFileRead: boolean
}
