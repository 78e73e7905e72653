import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import { type InputRow, inputReader } from './inputs.ts'
import type { Tools } from './tools.ts'

const TABLE = {
  workerClientId: { meaning: 'ID of the worker application', default: '{{adminAppID}}' },
  workerClientSecret: { meaning: 'Its secret', default: '{{adminAppSecret}}', isSecret: true },
  workerTokenEndpoint: { meaning: 'Where the token is fetched', default: '{{authPath}}/{{adminEnvID}}/as/token' },
  workerScope: { meaning: 'Scopes to ask for, separated by blanks' },
  workerAuthMethod: {
    meaning: 'How the application authenticates',
    default: 'client_secret_basic',
    rule: 'client_secret_basic or client_secret_post',
  },
} as const

/** The inputs of `accessToken`. */
export const ACCESS_TOKEN_INPUTS: Readonly<Record<keyof typeof TABLE, InputRow>> = Object.freeze(TABLE)

/**
 * Makes `accessToken`: the token of a worker application, by client credentials. It is fetched once and again half a minute before it ends.
 * Without an application it steps aside: many collections have a variable of this name.
 * Source: RFC 6749, section 4.4; PingOne Platform API, "Getting started", "Get an access token".
 */
export async function makeAccessToken({ get, send }: ProducerInput, tools: Tools): Promise<ProduceResult> {
  const isAsked = get('workerClientId') !== undefined || get('adminAppID') !== undefined
  if (!isAsked) return declined()
  const inputs = inputReader(ACCESS_TOKEN_INPUTS, get)
  const method = inputs.choice('workerAuthMethod', METHODS, 'is not how a worker application authenticates')
  const result = await tools.clientToken(
    {
      endpoint: inputs.required('workerTokenEndpoint').text,
      id: inputs.required('workerClientId').text,
      secret: inputs.required('workerClientSecret').text,
      scope: inputs.optional('workerScope'),
      placement: method === 'client_secret_basic' ? 'header' : 'body',
    },
    send,
  )
  if (result.kind === 'token') return { kind: 'produced', value: result.accessToken, lifetime: 'attempt' }
  const { code, message } = result.failure
  if (code === 'REQUEST_ABORTED') return result
  const reason = message.replace(/^Cannot/, 'cannot')
  const hint =
    'Check authPath, adminEnvID, adminAppID and adminAppSecret, and that the worker application is enabled; or set accessToken'
  return { kind: 'failed', failure: { code: 'PRODUCER_FAILED', message: `Cannot make "accessToken": ${reason}`, hint } }
}

const METHODS = Object.freeze(['client_secret_basic', 'client_secret_post'] as const)

function declined(): ProduceResult {
  const message = 'Cannot make "accessToken": adminAppID is missing'
  const hint = 'Set adminAppID and adminAppSecret, or accessToken itself'
  return { kind: 'declined', failure: { code: 'PRODUCER_INPUT', message, hint } }
}
