import type { SendOwn } from '../engine/ports.ts'
import type { Failure } from '../model/failure.ts'

/** What producers need of the world besides their input: it lives as long as the run. */
export interface Tools {
  readonly clientToken: ClientToken
  /** `test.otp` of the flow that answered last, if it had one. */
  readonly testPasscode: () => string | undefined
}

/** A token for the client itself, kept until shortly before it ends. Never rejects. */
export type ClientToken = (client: Client, send: SendOwn) => Promise<ClientTokenResult>

/** Who asks for a token, and where. */
interface Client {
  readonly endpoint: string
  readonly id: string
  readonly secret: string
  readonly scope?: string | undefined
  /** Where the credentials go. */
  readonly placement: 'header' | 'body'
}

/** The token, or why there is none. */
type ClientTokenResult =
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'failed'; readonly failure: Failure }
