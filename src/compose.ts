import { randomBytes, randomUUID } from 'node:crypto'
import { createAuthorize } from './auth/authorize.ts'
import { createClientToken } from './auth/client-token.ts'
import type { Check } from './engine/check.ts'
import type { Clock, Ports, Random, Send } from './engine/ports.ts'
import { readBody } from './http/body.ts'
import { certificateWarnings } from './http/certificates.ts'
import { createCookies, type SavableCookies, withCookies } from './http/cookies.ts'
import { createDescribeFile } from './http/files.ts'
import { type BookPlace, createPace, createPlaces } from './http/pace.ts'
import { withProtection } from './http/protect.ts'
import { withRedirects } from './http/redirects.ts'
import { createSend } from './http/send.ts'
import type { Config } from './model/config.ts'
import type { SerializedJar } from './model/cookie-jar.ts'
import type { WireRequest } from './model/exchange.ts'
import type { FileOptions, HttpOptions, ScriptOptions } from './model/options.ts'
import type { Probed, ProbeTarget } from './model/probe.ts'
import { createProve } from './native/dpop.ts'
import { createProduce } from './native/produce.ts'
import { createDynamicValue } from './script/dynamic-value.ts'
import { createScriptHost } from './script/host.ts'
import type { StartThread } from './script/thread.ts'
import { createVault } from './script/vault.ts'

/** What the ports of a run are made from. */
export interface PortOptions {
  readonly http: HttpOptions
  readonly files: FileOptions
  readonly script: ScriptOptions
  readonly producers?: ProducerOptions
  /** What judges responses besides scripts, in this order. Default nothing. */
  readonly checks?: readonly Check[]
  /** Keeps requests to one host apart, those of all ports that are given it. Default: they go out as they come. */
  readonly bookPlace?: BookPlace
}

/** What the user has to say about producers. */
interface ProducerOptions {
  readonly config?: Config
  /** For a producer of the user. Milliseconds, 0 = none (default). */
  readonly timeoutMs?: number
}

/** The ports of one run, and the end of their life: sockets and script worker are released by `close`. */
export interface OpenPorts extends Ports {
  readonly cookies: SavableCookies
  /** Starts the script sandbox ahead of the first script; the texts of the scripts say what it will need. */
  readonly warmScripts: (sources: readonly string[]) => void
  /** The same sockets, tokens and scripts' thread with the cookies and the vault of the start: for what shall know nothing of what ran before. */
  readonly afresh: () => OpenPorts
  readonly close: () => Promise<void>
}

/** Puts network, auth, producers, scripts, time and chance together: fresh for each run, nothing is shared between two. */
export function createPorts(options: PortOptions, cookieJar?: SerializedJar, startThread?: StartThread): OpenPorts {
  const network = createSend(options.http)
  // Below redirects, and what signers and producers send with: every hop passes here.
  const base = { ...network, send: withProtection(network.send, options.http) }
  const scripts = createScriptHost(options.script, startThread)
  const clock = systemClock()
  const random = systemRandom()
  const pace = options.bookPlace && createPace(options.bookPlace, clock)
  const auth = { clock, random, readBody, fetchTokens: options.http.fetchTokens !== false }
  const clientToken = createClientToken(auth)
  const lasting = {
    ...(pace && { pace }),
    sendBare: base.send,
    warnings: (request: WireRequest) => certificateWarnings(options.http.clientCertificates ?? [], request),
    authorize: createAuthorize(auth),
    runScript: scripts.run,
    ...checkOf(options),
    dynamicValue: createDynamicValue(),
    describeFile: createDescribeFile(options.files),
    clock,
    random,
    warmScripts: scripts.warm,
    close: async () => {
      base.close()
      await scripts.close()
    },
  }

  function afresh(): OpenPorts {
    const cookies = createCookies(cookieJar)
    const follow = (hop: Send): Send => withRedirects(withCookies(hop, cookies), cookies, options.http)
    return {
      ...lasting,
      send: pace?.pacedBehind(base.send, follow) ?? follow(base.send),
      produce: createProduce({ ...options.producers, clientToken }),
      prove: createProve(),
      cookies,
      vault: createVault(options.script.vault ?? []),
      afresh,
    }
  }

  return afresh()
}

/** One order for the requests of all ports that belong together, in real time. Undefined without `maxRps`. */
export function openPlaces({ maxRps }: HttpOptions): BookPlace | undefined {
  return maxRps === undefined ? undefined : createPlaces(maxRps, systemClock())
}

/** What downloads go through: proxies, certificates and authorities as for requests. */
export function openDownloads(http: HttpOptions): ReturnType<typeof createSend> {
  return createSend(http)
}

/** What asks hosts before a run, each by the way that its requests would take. */
export function openProbe(http: HttpOptions, stop: AbortSignal): (target: ProbeTarget) => Promise<Probed> {
  return async (target) => (await import('./http/probe.ts')).probe(target, http, stop)
}

/** All that judges responses besides scripts, as one. */
function checkOf({ checks = [] }: PortOptions): Pick<Ports, 'check'> {
  if (checks.length === 0) return {}
  return { check: async (answered) => (await Promise.all(checks.map((check) => check(answered)))).flat() }
}

function systemClock(): Clock {
  return {
    now: () => performance.now(),
    epoch: () => Date.now(),
    sleep(ms, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const done = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        signal.addEventListener('abort', done, { once: true })
      })
    },
  }
}

/** Chance as the system has it. */
export function systemRandom(): Random {
  return { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) }
}
