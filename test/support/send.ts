import { onTestFinished } from 'vitest'
import type { SendOptions, SendResult } from '../../src/engine/ports.ts'
import { createSend } from '../../src/http/send.ts'
import type { WireRequest, WireResponse } from '../../src/model/exchange.ts'
import type { Failure } from '../../src/model/failure.ts'
import type { HttpOptions } from '../../src/model/options.ts'
import { wireRequest } from './events.ts'

/** Sends one request of a run. */
type SendOne = (change: Partial<WireRequest>, limits?: Partial<SendOptions>) => Promise<SendResult>

/** Sends requests with the options of one run, which ends with the test. */
export function startSend(options: Partial<HttpOptions> = {}): SendOne {
  return startRun(options).send
}

/** The same, for tests that end the run themselves. */
export function startRun(options: Partial<HttpOptions> = {}): { readonly send: SendOne; readonly close: () => void } {
  const { send, close } = createSend({ strictSSL: true, ...options })
  onTestFinished(close)
  return {
    close,
    send: (change, limits = {}) =>
      send(wireRequest(change), { signal: new AbortController().signal, timeoutMs: 10_000, ...limits }),
  }
}

/** The response of a request that must have one. */
export function responseOf(result: SendResult): WireResponse {
  if (result.kind === 'failed') throw new Error(`${result.failure.message} (${result.failure.error?.message})`)
  return result.response
}

/** Status and body as text. */
export function answerOf(result: SendResult): readonly [status: number, body: string] {
  const { status, body } = responseOf(result)
  return [status, Buffer.from(body).toString()]
}

/** The failure of a request that must have one. */
export function failureOf(result: SendResult): Failure {
  if (result.kind === 'response') throw new Error(`there was a response: ${result.response.status}`)
  return result.failure
}

/** Headers out of lines such as `Host: localhost`. */
export function lines(...headers: readonly string[]): WireRequest['headers'] {
  return headers.map((line) => ({ key: line.slice(0, line.indexOf(': ')), value: line.slice(line.indexOf(': ') + 2) }))
}
