import type { Variable } from './collection.ts'
import type { Config } from './config.ts'
import type { ContractMode } from './contract.ts'
import type { FailedRequests } from './failed.ts'
import type { RateLimitOptions, RetryOptions } from './retry.ts'

/** A path, an http(s) URL, `-` for standard input, an id of the Postman API, or what such a file holds, already parsed. */
export type Source = string | object

/** Which requests run. A pattern is a part of the path `Folder/Request`, whatever the case, or `/expression/flags`. */
export interface RequestFilter {
  /** One of them has to fit; default all do. */
  readonly grep?: readonly string[]
  /** None of them may fit. */
  readonly exclude?: readonly string[]
  /** Words that stand with `@` in the name or description of the request or a folder above it, or `tags` of the configuration: one has to be there; default all requests. */
  readonly tags?: readonly string[]
  /** Only what failed when it was run last. A collection that is not named was never run. Default all requests. */
  readonly failed?: readonly FailedRequests[]
}

/** Every option of a run, resolved. Paths are as the user gave them, relative to the working directory. */
export interface RunOptions {
  readonly collection: Source
  readonly environment?: Source
  readonly globals?: Source
  /** CSV or JSON. */
  readonly iterationData?: Source
  /** Iterations to run, from 1; by default the number of data rows, else 1. */
  readonly iterationCount?: number
  /** Of these only those, from 0, ascending; each has the number and the row that it has among all. Absent: all. */
  readonly onlyIterations?: readonly number[]
  /** Names or ids of folders or requests to run; empty: all. */
  readonly folder: readonly string[]
  /** Of these only requests whose path `Folder/Request` and tags fit. Absent: all. */
  readonly filter?: RequestFilter
  /** A jar of cookies to start with, as --export-cookie-jar writes it. */
  readonly cookieJar?: Source
  /** Set on the environment after loading. */
  readonly envVar: readonly Variable[]
  /** Set on the globals after loading. */
  readonly globalVar: readonly Variable[]
  readonly engine: EngineOptions
  readonly http: HttpOptions
  /** Read when the run is loaded; what they hold is added to `http`. */
  readonly certificates?: CertificateFiles
  readonly script: ScriptOptions
  /** Read when the run is loaded; what they hold is added to `script`. */
  readonly scriptFiles?: ScriptFiles
  readonly files: FileOptions
  readonly load?: LoadOptions
  /** Names of variables whose values are masked, beside those of type `secret` and those whose names say it. Default none. */
  readonly secrets?: readonly string[]
  /** Inputs for producers, and producers of the user. Default none. */
  readonly config?: Config
  /** Hold responses against saved examples. Absent: as the configuration says, else `off`. */
  readonly contract?: ContractMode
  /** How often the collection runs, each time as a run of its own that starts from the start. From 1, default 1. */
  readonly repeat?: number
  /** Puts the requests in another order: those of repetition i, from 0, in that of this seed + i. A whole number; default: the order of the collection. */
  readonly shuffleSeed?: number
}

/** How the inputs of a run are fetched and read. */
export interface LoadOptions {
  /** For collections and environments given by their id in the Postman API, and for URLs of that API. Sent to it alone. */
  readonly postmanApiKey?: string
  /** Where the Postman API is, default `https://api.postman.com`. */
  readonly postmanApi?: string
  /** How downloads call themselves, default `flowgate`. */
  readonly userAgent?: string
  /** `auto` (default): cells of CSV without quotes that look like numbers are numbers, as in newman. `string`: none is. */
  readonly dataTypes?: 'auto' | 'string'
  /** Does `enabled: false`, as Postman exports it, disable a variable. Default true; newman knows only `disabled: true`. */
  readonly honorEnabled?: boolean
  /** Send for values that are no text what newman 6.2.2 sends for them. Default false: numbers as they are, lists and objects as JSON. */
  readonly newmanValues?: boolean
  /** Is an input that holds nothing (no requests, no values, no rows) taken for that, as in newman, instead of for a fault. Default false. */
  readonly allowEmpty?: boolean
  /** How messages call inputs that are given as objects, such as `environment`; default `<object>`. */
  readonly objectNames?: Readonly<Record<string, string>>
  /** Keep the JSON of the inputs, for exports. Default false. */
  readonly documents?: boolean
}

/** What the engine itself decides by. */
export interface EngineOptions {
  /** Stop at the first failure (`failure`), or at the first error that is no assertion failure (`folder`). Default: run on. */
  readonly bail?: 'failure' | 'folder'
  /** Try failed items again. Default: no. */
  readonly retries?: RetryOptions
  /** Heed what servers say about their limits. Default: they are. */
  readonly rateLimits?: RateLimitOptions
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
  /** Print header and claims of the JWTs that producers sign. Default false. */
  readonly explain?: boolean
  /** Resolve `<<name>>` like `{{name}}`. Default true. */
  readonly angle: boolean
  /** Follow redirects. Default true; a request's own setting wins. */
  readonly followRedirects: boolean
  /** What requests call their sender, unless the collection says. Default `flowgate/<version>`. */
  readonly userAgent?: string
  /** Send what cannot be signed, with a warning, as newman does. Default false: it fails. */
  readonly sendUnsigned?: boolean
  /** Run again what lies deeper in a selected folder and is selected itself, as newman does. Default false: once. */
  readonly repeatsSelected?: boolean
  /** Send placeholders whose values lead back to themselves as far as they were resolved, as newman does. Default false: they fail. */
  readonly sendCycles?: boolean
  /** Put the cookies of the jar behind those that were sent when a challenge is answered, as newman does. Default false: each goes out once. */
  readonly repeatsCookies?: boolean
  /** Write objects in text as `[object Object]` and leave placeholders of null in iteration data as they are, as newman does. Default false: JSON and `null`. */
  readonly plainObjects?: boolean
  /** Send nothing for a raw body that is a number or a boolean in the collection, as newman does. Default false: its text. */
  readonly dropScalars?: boolean
  /** Leave files that cannot be read out of bodies, with newman's warning. Default false: they fail. */
  readonly sendWithoutFiles?: boolean
}

/** How requests are sent. */
export interface HttpOptions {
  /** Verify TLS certificates. Default true; a request's own setting wins. */
  readonly strictSSL: boolean
  /** The first that fits a URL is offered to its server. Default none. */
  readonly clientCertificates?: readonly ClientCertificate[]
  /** Authorities to trust besides the default ones, as PEM texts. Default none. */
  readonly extraCa?: readonly string[]
  /** Hosts that nothing is sent to, redirects, scripts and tokens included: `api.example.com`, `*.example.com`, `localhost:8080`. Default none. */
  readonly protectedHosts?: readonly string[]
  /** Those of them that requests may go to all the same. Default none. */
  readonly allowedHosts?: readonly string[]
  /** What the environment says about proxies. Default: none are used. */
  readonly proxyEnv?: ProxyEnv
  /**
   * Send the Cookie header of one hop on to the next that has no cookies, be it another host, as newman 6.2.2 does.
   * Default false.
   */
  readonly keepCookies?: boolean
  /** A Location with a scheme but no `//` (`com.example.app:/cb`) is a path, as in newman 6.2.2. Default false: it leads nowhere. */
  readonly schemeInPath?: boolean
  /** Agents of Node that every request of their scheme goes through, whatever proxies and certificates say. Default: our own. */
  readonly agents?: { readonly http?: object; readonly https?: object }
  /** Fetch tokens for OAuth 2.0 grants. Default true; newman 6.2.2 cannot. */
  readonly fetchTokens?: boolean
  /** What the headers of a response may take. Bytes, default 256 KiB: some identity platforms send cookies and tokens beyond Node's 16 KiB. */
  readonly maxHeaderBytes?: number
  /** What the body of a response may take, before and after decoding. Bytes, default 128 MiB; infinite: no limit. */
  readonly maxBodyBytes?: number
  /** Requests a second to each host at most, scripts' and tokens' included. Default: no limit. */
  readonly maxRps?: number
  /** Heed `protocolVersion` of requests. Default true; newman 6.2.2 does not know it. */
  readonly http2?: boolean
}

/** A client certificate as read from its files: PEM in `cert` and `key`, or PKCS #12 in `pfx`. */
export interface ClientCertificate {
  /** Postman's URL patterns, such as `https://*.example.com/*`; `<all_urls>` fits every https URL. */
  readonly matches: readonly string[]
  readonly cert?: Uint8Array
  readonly key?: Uint8Array
  readonly pfx?: Uint8Array
  readonly passphrase?: string
  /** Why files of it could not be read; printed before each request that it fits. */
  readonly warnings: readonly string[]
}

/** Variables of the environment that name proxies; upper case wins, as in newman. */
export type ProxyEnv = Readonly<
  Partial<
    Record<'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY' | 'http_proxy' | 'https_proxy' | 'no_proxy', string | undefined>
  >
>

/** Files with certificates; paths are relative to the current folder, as in newman. */
export interface CertificateFiles {
  /** Path of a JSON list of Postman's certificates, or the list itself. */
  readonly clientCertList?: string | readonly unknown[]
  /** PEM, for every URL that the list does not cover. */
  readonly clientCert?: string
  readonly clientKey?: string
  /** Of `clientKey`. */
  readonly clientPassphrase?: string
  /** PEM, of authorities to trust besides the default ones. */
  readonly extraCaCerts?: string
  /** The value of NODE_EXTRA_CA_CERTS: Node forgets it as soon as there are other authorities, and so does newman. */
  readonly nodeExtraCaCerts?: string
  /** Pass over `extraCaCerts` that cannot be read, as newman 6.2.2 does. Default: an error. */
  readonly isLenient?: boolean
}

/** How scripts are run. */
export interface ScriptOptions {
  /** Milliseconds to wait for the realm to start, default 30,000. */
  readonly startTimeoutMs: number
  /** Default `postman`. */
  readonly dialect?: ScriptDialect
  /** What their heap may take before scripts are ended, and what their buffers may. Mebibytes, default 512. */
  readonly memoryMb?: number
  /** Texts of the packages that pm.require finds, by name. Absent: scripts have no pm.require. */
  readonly packages?: Readonly<Record<string, string>>
  /** Secrets that pm.vault and `{{vault:name}}` find. Default none. */
  readonly vault?: readonly Variable[]
}

/** What scripts find beside their variables, where it is kept. */
export interface ScriptFiles {
  /** Path of a JSON file with the secrets of pm.vault. */
  readonly vault?: string
  /** Secrets given one by one; they win over the file. */
  readonly vaultVar?: readonly Variable[]
  /** Folder with the packages of pm.require. */
  readonly packages?: string
}

/**
 * How scripts are read. `postman`: as the current app does, with top-level await and its globals. `newman`: as newman 6.2.2 does, which has neither,
 * and whose script body is that of a function, so that `let data` is a SyntaxError.
 */
export type ScriptDialect = 'postman' | 'newman'

/** Which files request bodies may be read from. */
export interface FileOptions {
  /** Folder that relative paths of request bodies start from; default the current folder. */
  readonly workingDir: string
  /** May files outside `workingDir` be read. Default true, as in newman. */
  readonly insecureFileRead: boolean
}
