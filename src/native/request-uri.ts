import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import type { Header } from '../model/collection.ts'
import { ask, membersOf, placeOf } from './ask.ts'
import { type InputReader, type InputRow, inputReader } from './inputs.ts'
import { UnusableInput } from './producer.ts'

const TABLE = {
  parEndpoint: { meaning: 'Where the parameters are pushed', default: '{{authPath}}/{{envID}}/as/par' },
  parParameters: {
    meaning: 'Parameters of the authorization request; client_id is added',
    rule: 'A JSON object such as {"response_type":"code","request":"{{requestParam}}"}',
  },
  parClientId: { meaning: 'ID of the application', default: '{{mfaNativeAppId}}' },
  parClientSecret: { meaning: 'Its secret', default: '{{mfaNativeAppSecret}}', isSecret: true },
  parAuthMethod: {
    meaning: 'How the application authenticates',
    default: 'client_secret_basic',
    rule: 'client_secret_basic, client_secret_post, jwt or none',
  },
  parAssertion: { meaning: 'With parAuthMethod jwt: the assertion, such as {{clientAssertion}}', isSecret: true },
} as const

type ParInput = keyof typeof TABLE

/** The inputs of `requestUri`. */
export const REQUEST_URI_INPUTS: Readonly<Record<ParInput, InputRow>> = Object.freeze(TABLE)

/** Makes `requestUri`: pushes the parameters of an authorization request. It is used once. Source: RFC 9126, sections 2.1 and 2.2. */
export async function makeRequestUri({ get, send }: ProducerInput): Promise<ProduceResult> {
  const inputs = inputReader(REQUEST_URI_INPUTS, get)
  const url = inputs.required('parEndpoint').text
  const { headers, fields } = credentials(inputs)
  const question = { method: 'POST', url, headers, fields: { ...parameters(inputs), ...fields } } as const
  const { status, json } = await ask(question, send)
  const { request_uri: value, error } = membersOf(json)
  if ((status === 200 || status === 201) && typeof value === 'string' && value !== '') {
    return { kind: 'produced', value, lifetime: 'attempt' }
  }
  const code = typeof error === 'string' && /^[\w.:-]{1,60}$/.test(error) ? ` with ${error}` : ''
  const reason = status < 300 ? 'its answer holds no request_uri' : `it answered ${status}${code}`
  const hint = 'Check parParameters, parAuthMethod and the credentials, and that the application may push requests'
  throw new UnusableInput('PRODUCER_FAILED', `cannot push to "${placeOf(url)}": ${reason}`, hint)
}

function parameters(inputs: InputReader<ParInput>): Readonly<Record<string, string>> {
  const entries = Object.entries(inputs.object('parParameters'))
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}

interface Credentials {
  readonly headers: readonly Header[]
  readonly fields: Readonly<Record<string, string>>
}

const METHODS = Object.freeze(['client_secret_basic', 'client_secret_post', 'none', 'jwt'] as const)

/** Source: RFC 6749, section 2.3.1; RFC 7523, section 2.2. */
function credentials(inputs: InputReader<ParInput>): Credentials {
  const method = inputs.choice('parAuthMethod', METHODS, 'is not how an application authenticates')
  const id = { client_id: inputs.required('parClientId').text }
  switch (method) {
    case 'none':
      return { headers: [], fields: id }
    case 'client_secret_post':
      return { headers: [], fields: { ...id, client_secret: inputs.required('parClientSecret').text } }
    case 'client_secret_basic': {
      const pair = [id.client_id, inputs.required('parClientSecret').text].map(encodeURIComponent).join(':')
      return { headers: [{ key: 'Authorization', value: `Basic ${btoa(pair)}` }], fields: id }
    }
    case 'jwt':
      return {
        headers: [],
        fields: {
          ...id,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: inputs.required('parAssertion').text,
        },
      }
  }
}
