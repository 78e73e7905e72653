import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCollection } from '../../src/load/collection.ts'
import { type PlannedItem, plan } from '../../src/plan/plan.ts'

/** A body that a test writes into. */
type Body = ReturnType<typeof JSON.parse>

/** An answer of a server. */
export interface Answer {
  status: number
  mediaType: string | undefined
  body: Body
}

/** What is done to an answer, in words, and how. */
type Change = readonly [words: string, change: (answer: Answer) => void]

/** A request of a shipped collection, and two ways in which its answer breaks. */
export interface Exhibit {
  readonly collection: string
  readonly request: string
  /** What differs in the good answer, besides ids, dates and tokens. */
  readonly good?: (answer: Answer) => void
  readonly broken: readonly [Change, Change]
}

const in_ =
  (change: (body: Body) => void): ((answer: Answer) => void) =>
  ({ body }) =>
    change(body)

/** Twenty requests whose examples are what PingOne answers. */
export const GALLERY: readonly Exhibit[] = [
  {
    collection: 'transaction-approval',
    request: 'Get a PingOne admin access token (worker app)',
    broken: [
      ['the token is no JWT', in_((body) => (body.access_token = 'opaque'))],
      ['the lifetime is a text', in_((body) => (body.expires_in = '3600'))],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 1: Create a native application',
    good: in_((body) => (body.description = 'new')),
    broken: [
      ['an answer of 200', (answer) => (answer.status = 200)],
      ['grant types are one text', in_((body) => (body.grantTypes = 'AUTHORIZATION_CODE'))],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 2: Get the application secret',
    broken: [
      ['the secret is gone', in_((body) => delete body.secret)],
      ['the link to itself is gone', in_((body) => delete body._links.self)],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 2: Create a user',
    good: in_((body) => (body.name.middle = 'Q')),
    broken: [
      ['the family name is null', in_((body) => (body.name.family = null))],
      ['the id of the population is a number', in_((body) => (body.population.id = 7))],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 5: Set user device (Email)',
    broken: [
      ['the time has no date', in_((body) => (body.createdAt = '18:29:31'))],
      ['the email has no host', in_((body) => (body.email = 'mobetta'))],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 1: Send an authorization request',
    broken: [
      ['an HTML page', (answer) => (answer.mediaType = 'text/html')],
      ['the address to resume is a path', in_((body) => (body.resumeUrl = '/as/resume'))],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 2: User lookup',
    good: in_((body) => body._embedded.devices.push({ ...body._embedded.devices[0], nickname: 'mine' })),
    broken: [
      [
        'the id of the second device is no UUID',
        in_(({ _embedded: { devices } }) => devices.push({ ...devices[0], id: '2' })),
      ],
      [
        'a relation has another name',
        in_(({ _links }) => {
          _links['otp.verify'] = _links['otp.check']
          delete _links['otp.check']
        }),
      ],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 3: Check OTP',
    broken: [
      ['the user is a text', in_((body) => (body._embedded.user = 'mfaUser'))],
      ['the session is gone', in_((body) => delete body.session)],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 4: Call the resume endpoint',
    broken: [
      ['the code is gone', in_((body) => delete body.authorizeResponse.code)],
      ['a link is no URI', in_((body) => (body._links.signOnPage.href = 'sign on'))],
    ],
  },
  {
    collection: 'transaction-approval',
    request: 'Step 5: Get the access token',
    broken: [
      ['the id token is gone', in_((body) => delete body.id_token)],
      ['the scopes are a list', in_((body) => (body.scope = ['openid', 'profile']))],
    ],
  },
  {
    collection: 'user-administration',
    request: 'Step 3: Read the first page of users',
    good: in_((body) => body._embedded.users.push(structuredClone(body._embedded.users[0]))),
    broken: [
      ['a user in the list is disabled by a text', in_((body) => (body._embedded.users[1].enabled = 'false'))],
      ['the users are an object', in_((body) => (body._embedded.users = { 0: body._embedded.users[0] }))],
    ],
  },
  {
    collection: 'user-administration',
    request: 'Step 6: Create a user with a name that is taken',
    broken: [
      ['a detail without a code', in_((body) => delete body.details[0].code)],
      [
        'the server fails instead',
        (answer) => {
          answer.status = 500
          answer.body = { id: answer.body.id, code: 'UNEXPECTED_ERROR', message: 'no' }
        },
      ],
    ],
  },
  {
    collection: 'user-administration',
    request: 'Step 9: Read the groups of the user',
    good: in_((body) => (body.memberOfGroupNames = [])),
    broken: [
      ['names of groups are objects', in_((body) => (body.memberOfGroupNames = [{ name: 'g' }]))],
      ['the state is a text', in_((body) => (body.lifecycle = 'ACCOUNT_OK'))],
    ],
  },
  {
    collection: 'user-administration',
    request: 'Step 12: Read a user who is gone',
    broken: [
      ['the message is gone', in_((body) => delete body.message)],
      ['the id is no UUID', in_((body) => (body.id = 'none'))],
    ],
  },
  {
    collection: 'refresh-token',
    request: 'Step 5: Introspect the access token',
    broken: [
      ['the audience is no URI', in_((body) => (body.aud = ['api']))],
      ['the end is a date', in_((body) => (body.exp = '2026-11-26T16:53:53Z'))],
    ],
  },
  {
    collection: 'refresh-token',
    request: 'Step 9: Introspect the revoked refresh token',
    broken: [
      ['the answer is a text', (answer) => (answer.body = 'inactive')],
      ['the answer is empty', in_((body) => delete body.active)],
    ],
  },
  {
    collection: 'pushed-authorization-request',
    request: 'Step 2: Push the authorization request',
    broken: [
      ['the reference is no URI', in_((body) => (body.request_uri = 'abc'))],
      ['the lifetime is gone', in_((body) => delete body.expires_in)],
    ],
  },
  {
    collection: 'device-authorization',
    request: 'Step 1: Send a device authorization request',
    broken: [
      ['the address is no URI', in_((body) => (body.verification_uri = 'activate'))],
      ['the interval is null', in_((body) => (body.interval = null))],
    ],
  },
  {
    collection: 'device-authorization',
    request: 'Step 5: Confirm the device user code',
    broken: [
      ['the link to consent is gone', in_((body) => delete body._links['deviceAuthGrant.consent'])],
      ['the application is a text', in_((body) => (body._embedded.application = 'Device_NativeApp'))],
    ],
  },
  {
    collection: 'transaction-approval-sms',
    request: 'Step 4: Get all scopes for the resource',
    good: in_((body) => body._embedded.scopes.reverse()),
    broken: [
      ['the last scope has no name', in_((body) => delete body._embedded.scopes.at(-1).name)],
      ['the list is gone', in_((body) => delete body._embedded.scopes)],
    ],
  },
]

/** The request with its examples. */
export function exhibited({ collection, request }: Pick<Exhibit, 'collection' | 'request'>): PlannedItem {
  const name = `${collection}.postman_collection.json`
  const text = readFileSync(join(import.meta.dirname, '../../collections', name), 'utf8')
  const items = plan(parseCollection(JSON.parse(text), { kind: 'collection', name, text }), []).items
  const found = items.find((item) => item.name === request)
  if (found === undefined) throw new Error(`No request "${request}" in ${name}`)
  return found
}

/** The answer of the first example, as another server would give it on another day: other ids, dates, tokens, names and numbers. */
export function anotherDay({ examples: [example] }: PlannedItem): Answer {
  const { code = 0, body = '' } = example ?? {}
  return {
    status: code,
    mediaType: example?.header[0]?.value,
    body: body.startsWith('{') ? another(JSON.parse(body)) : body,
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 41
  if (Array.isArray(value)) return value.map(another)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, another(member)]))
  }
  if (typeof value !== 'string') return value
  if (value.startsWith('eyJ')) return 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'
  return value
    .replace(UUID, '0f8e2c1a-7b6d-4e5f-9a3b-2c1d0e9f8a7b')
    .replace(/^\d{4}-\d\d-\d\dT.*$/, '2031-02-03T04:05:06Z')
    .replace(/_\d{6,}/, '_77')
    .replace('pingone.com', 'pingone.eu')
}
