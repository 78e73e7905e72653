import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Ports, Produce, Prove } from '../../src/engine/ports.ts'
import { urlFromJson } from '../../src/load/url.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { realProduce } from '../native/making.ts'
import { collection, item, request, script } from '../support/collection.ts'
import { answered, fakePorts, outcome } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'

/** Makes each name with a number that grows; `inputs` says what it reads. */
function numbered(
  lifetimes: Readonly<Record<string, 'attempt' | 'flow'>>,
  inputs: Record<string, string[]> = {},
): Produce {
  let count = 0
  return {
    names: new Set(Object.keys(lifetimes)),
    inputs: (name) => inputs[name] ?? [],
    make: async (name) => ({ kind: 'produced', value: `${name}-${++count}`, lifetime: lifetimes[name] ?? 'attempt' }),
  }
}

/** An item whose request has this URL. */
function get(name: string, url: string): ReturnType<typeof item> {
  return item(name, { request: request({ url: urlFromJson(url) }) })
}

function urlsOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'request' ? [event.wire.url] : []))
}

const PKCE = { codeVerifier: 'flow', codeChallenge: 'flow', state: 'flow' } as const
const CHALLENGE = { codeChallenge: ['{{codeVerifier}}'] }

describe('values of a flow', () => {
  it('belong together, are kept for the flow, and made anew by the next authorization request', async () => {
    const produce = numbered(PKCE, CHALLENGE)
    const flow = [
      get('authorize', 'http://as.test/as/authorize?code_challenge={{codeChallenge}}'),
      get('token', 'http://as.test/as/token?code_verifier={{codeVerifier}}'),
    ]

    const events = await eventsOf(collection(flow), fakePorts({ produce }), { iterations: 2 })

    expect(urlsOf(events)).toEqual([
      'http://as.test/as/authorize?code_challenge=codeChallenge-2',
      'http://as.test/as/token?code_verifier=codeVerifier-1',
      'http://as.test/as/authorize?code_challenge=codeChallenge-4',
      'http://as.test/as/token?code_verifier=codeVerifier-3',
    ])
  })

  it('are those of the pushed request when an authorization request only names that', async () => {
    const flow = [
      get('par', 'http://as.test/as/par?code_challenge={{codeChallenge}}&state={{state}}'),
      get('authorize', 'http://as.test/as/authorize?request_uri=urn:x&state={{state}}'),
      get('token', 'http://as.test/as/token?code_verifier={{codeVerifier}}'),
    ]

    const events = await eventsOf(collection(flow), fakePorts({ produce: numbered(PKCE, CHALLENGE) }))

    expect(urlsOf(events)).toEqual([
      'http://as.test/as/par?code_challenge=codeChallenge-2&state=state-3',
      'http://as.test/as/authorize?request_uri=urn:x&state=state-3',
      'http://as.test/as/token?code_verifier=codeVerifier-1',
    ])
  })

  it('are made anew when a producer pushes the request', async () => {
    const produce = numbered({ ...PKCE, requestUri: 'attempt' }, { ...CHALLENGE, requestUri: ['{{parameters}}'] })
    const flow = collection([get('authorize', 'http://as.test/as/authorize?request_uri={{requestUri}}')], {
      variables: [{ key: 'parameters', value: '{"code_challenge":"{{codeChallenge}}"}' }],
    })

    const events = await eventsOf(flow, fakePorts({ produce }), { iterations: 2 })

    expect(outlineOf(events).filter((line) => line.startsWith('mutation'))).toEqual([
      'mutation environment.codeVerifier',
      'mutation environment.codeChallenge',
      'mutation environment.requestUri',
      'mutation environment.codeVerifier',
      'mutation environment.codeChallenge',
      'mutation environment.codeVerifier',
      'mutation environment.codeChallenge',
      'mutation environment.requestUri',
    ])
    expect(urlsOf(events)).toEqual([
      'http://as.test/as/authorize?request_uri=requestUri-3',
      'http://as.test/as/authorize?request_uri=requestUri-6',
    ])
  })

  it('are made anew for marked scripts, too', async () => {
    const url = 'http://as.test/as/authorize?code_challenge={{codeChallenge}}'
    const marked = (native: string): ReturnType<typeof script> =>
      script('prerequest', `// @native ${native}`, { native })
    const scripts = [marked('codeVerifier'), marked('codeChallenge')]
    const flow = [
      item('authorize', { request: request({ url: urlFromJson(url) }), scripts }),
      get('token', 'http://as.test/as/token?code_verifier={{codeVerifier}}'),
    ]

    let byte = 0
    const random = { uuid: () => '', bytes: (length: number) => new Uint8Array(length).fill(++byte) }

    const events = await eventsOf(collection(flow), fakePorts({ produce: realProduce(), random }), { iterations: 2 })

    const values = urlsOf(events).map((url) => url.split('=')[1] ?? '')
    const challengeOf = (verifier = ''): string => createHash('sha256').update(verifier).digest('base64url')
    expect([values[0], values[2]]).toEqual([challengeOf(values[1]), challengeOf(values[3])])
    expect(new Set(values).size).toBe(4)
  })

  it('end with a request that has a response_type, wherever it goes', async () => {
    const flow = [get('authorize', 'http://as.test/o/oauth2/auth?response_type=code&state={{state}}')]

    const events = await eventsOf(collection(flow), fakePorts({ produce: numbered(PKCE) }), { iterations: 2 })

    expect(urlsOf(events)).toEqual([
      'http://as.test/o/oauth2/auth?response_type=code&state=state-1',
      'http://as.test/o/oauth2/auth?response_type=code&state=state-2',
    ])
  })

  it('stay when the user has set them', async () => {
    const environment = { values: [{ key: 'state', value: 'mine' }] }
    const flow = collection([get('authorize', 'http://as.test/as/authorize?state={{state}}')])

    const events = await eventsOf(flow, fakePorts({ produce: numbered(PKCE) }), { environment, iterations: 2 })

    expect(urlsOf(events)).toEqual(['http://as.test/as/authorize?state=mine', 'http://as.test/as/authorize?state=mine'])
  })

  it('are a real pair', async () => {
    const flow = [
      get('authorize', 'http://as.test/as/authorize?code_challenge={{codeChallenge}}'),
      get('token', 'http://as.test/as/token?code_verifier={{codeVerifier}}'),
    ]

    const events = await eventsOf(collection(flow), fakePorts({ produce: realProduce() }))

    // SHA-256 of 43 times A, by another implementation.
    expect(urlsOf(events)).toEqual([
      'http://as.test/as/authorize?code_challenge=DwBzhbb51LfusnSGBa_hqYSgo7-j8BTQnip4TOnlzRo',
      `http://as.test/as/token?code_verifier=${'A'.repeat(43)}`,
    ])
  })
})

describe('values that nobody can make', () => {
  const declining: Produce = {
    names: new Set(['otp']),
    make: async () => ({ kind: 'declined', failure: { code: 'PRODUCER_INPUT', message: 'Cannot make "otp"' } }),
  }

  it('stay missing, and the request goes out', async () => {
    const events = await eventsOf(
      collection([get('a', 'http://as.test/?otp={{otp}}')]),
      fakePorts({ produce: declining }),
    )

    expect(urlsOf(events)).toEqual(['http://as.test/?otp={{otp}}'])
  })

  it('fail an item whose script is marked with their name', async () => {
    const scripts = [script('prerequest', '// @native otp', { native: 'otp' })]

    const events = await eventsOf(
      collection([item('a', { request: request({ url: urlFromJson('http://as.test/') }), scripts })]),
      fakePorts({ produce: declining }),
    )

    expect(outlineOf(events).slice(2, 4)).toEqual(['item:start a', 'item:end failed PRODUCER_INPUT'])
  })
})

it('a marked script gets what its producer reads made first', async () => {
  const produce = numbered({ requestUri: 'attempt', codeChallenge: 'flow' }, { requestUri: ['{{codeChallenge}}'] })
  const scripts = [script('prerequest', '// @native requestUri', { native: 'requestUri' })]
  const authorize = item('a', {
    request: request({ url: urlFromJson('http://as.test/authorize?u={{requestUri}}') }),
    scripts,
  })

  const events = await eventsOf(collection([authorize]), fakePorts({ produce }))

  expect(urlsOf(events)).toEqual(['http://as.test/authorize?u=requestUri-2'])
})

it('a value that is still the same is not told again', async () => {
  const produce: Produce = {
    names: new Set(['accessToken']),
    make: async () => ({ kind: 'produced', value: 'kept', lifetime: 'attempt' }),
  }
  const two = collection([get('a', 'http://as.test/{{accessToken}}'), get('b', 'http://as.test/{{accessToken}}')])

  const events = await eventsOf(two, fakePorts({ produce }))

  expect(outlineOf(events).filter((line) => line === 'produced')).toEqual(['produced'])
  expect(urlsOf(events)).toEqual(['http://as.test/kept', 'http://as.test/kept'])
})

it('explain prints header and claims of what is signed', async () => {
  const jwt = { header: { alg: 'HS256' }, claims: { iss: 'app' } }
  const produce: Produce = {
    names: new Set(['token']),
    make: async () => ({ kind: 'produced', value: 'a.b.c', lifetime: 'attempt', jwt }),
  }

  const events = await eventsOf(collection([get('a', 'http://as.test/{{token}}')]), fakePorts({ produce }), {
    options: { explain: true },
  })

  expect(events.filter(({ type }) => type === 'console')).toMatchObject([
    { level: 'info', values: ['token is signed:', jwt] },
  ])
})

describe('proofs', () => {
  /** Numbers its proofs; the first answer makes one stale. */
  function proving(): Prove {
    let count = 0
    return async (wire) => {
      count += 1
      const own = count
      const headers = [...wire.headers, { key: 'DPoP', value: `proof-${own}` }]
      return { kind: 'proved', request: { ...wire, headers }, isStale: () => own === 1 }
    }
  }

  function proofsOf(events: readonly RunEvent[]): readonly (string | undefined)[] {
    return events.flatMap((event) =>
      event.type === 'request' ? [event.wire.headers.find(({ key }) => key === 'DPoP')?.value] : [],
    )
  }

  it('are made again when they are stale, with all that is good for one attempt', async () => {
    const ports = fakePorts({ produce: numbered({ clientAssertion: 'attempt' }), prove: proving() })
    const token = collection([get('token', 'http://as.test/token?client_assertion={{clientAssertion}}')])

    const events = await eventsOf(token, ports)

    expect(outlineOf(events).slice(2, -2)).toEqual([
      'item:start token',
      'produced',
      'mutation environment.clientAssertion',
      'request 0 item GET http://as.test/token?client_assertion=clientAssertion-1',
      'response 0',
      'produced',
      'mutation environment.clientAssertion',
      'request 1 auth GET http://as.test/token?client_assertion=clientAssertion-2',
      'response 1',
      'item:end ran',
    ])
    expect(proofsOf(events)).toEqual(['proof-1', 'proof-2'])
  })

  it('are made again for each answer to a challenge', async () => {
    let asked = 0
    const authorize: Ports['authorize'] = async (wire) => ({
      kind: 'authorized',
      request: wire,
      retry: async (_, again) => (++asked === 1 ? { request: await again() } : {}),
    })
    const prove: Prove = async (wire) => {
      const headers = wire.headers.map((header) =>
        header.value === '{{dpop}}' ? { ...header, value: `proof-${asked}` } : header,
      )
      return { kind: 'proved', request: { ...wire, headers } }
    }
    const digest = item('a', {
      request: request({
        url: urlFromJson('http://as.test/'),
        header: [{ key: 'DPoP', value: '{{dpop}}' }],
        auth: { type: 'digest', parameters: {} },
      }),
    })

    const events = await eventsOf(collection([digest]), fakePorts({ authorize, prove }))

    expect(proofsOf(events)).toEqual(['proof-0', 'proof-1'])
  })

  it('are explained', async () => {
    const jwt = { header: { typ: 'dpop+jwt' }, claims: { htm: 'GET' } }
    const prove: Prove = async (wire) => ({ kind: 'proved', request: wire, jwt })

    const events = await eventsOf(collection([get('a', 'http://as.test/')]), fakePorts({ prove }), {
      options: { explain: true },
    })

    expect(events.filter(({ type }) => type === 'console')).toMatchObject([
      { level: 'info', values: ['dpop is signed:', jwt] },
    ])
  })

  it('that cannot be made keep the request from going out', async () => {
    const failure = { code: 'PRODUCER_KEY', message: 'Cannot make "dpop"' } as const
    const prove: Prove = async () => ({ kind: 'failed', failure })

    const events = await eventsOf(collection([get('a', 'http://as.test/')]), fakePorts({ prove }))

    expect(outlineOf(events).slice(2, 4)).toEqual(['item:start a', 'item:end failed PRODUCER_KEY'])
  })

  it('are not made with --no-native', async () => {
    const events = await eventsOf(collection([get('a', 'http://as.test/')]), fakePorts({ prove: proving() }), {
      options: { native: false },
    })

    expect(proofsOf(events)).toEqual([undefined])
  })
})

describe('responses', () => {
  it('are told to producers and compared with the clock', async () => {
    const heard: number[] = []
    const produce: Produce = { ...numbered({}), hear: ({ status }) => heard.push(status) }
    const date = { key: 'Date', value: 'Thu, 01 Jan 2026 01:00:00 GMT' }
    const send: Ports['send'] = async () => answered('', { status: 201, headers: [date] })

    const events = await eventsOf(collection([get('a', 'http://as.test/')]), fakePorts({ produce, send }))

    expect(heard).toEqual([201])
    expect(events.filter(({ type }) => type === 'console')).toMatchObject([
      {
        level: 'warn',
        values: [
          'The clock of "example.test" is 3600 s ahead of this machine: what is signed here may be out of date there',
        ],
      },
    ])
  })

  it('are left alone with --no-native', async () => {
    const heard: number[] = []
    const produce: Produce = { ...numbered({}), hear: ({ status }) => heard.push(status) }
    const date = { key: 'Date', value: 'Thu, 01 Jan 2026 01:00:00 GMT' }
    const send: Ports['send'] = async () => answered('', { headers: [date] })

    const events = await eventsOf(collection([get('a', 'http://as.test/')]), fakePorts({ produce, send }), {
      options: { native: false },
    })

    expect([heard, events.filter(({ type }) => type === 'console')]).toEqual([[], []])
  })
})

describe('a request that a script runs', () => {
  /** Every script runs the item "inner" and takes its changes over. */
  const runsInner: Ports['runScript'] = async (_, bridge) => {
    const ran = await bridge.runRequest({ id: 'inner', mutations: [], overrides: [] })
    return outcome(ran.kind === 'ran' ? { mutations: ran.changes } : { failure: ran.failure })
  }
  const inner = get('inner', 'http://as.test/inner/{{assertion}}')

  it('gets its values made, anew for each attempt', async () => {
    const outer = item('outer', {
      request: request({ url: urlFromJson('http://as.test/outer/{{assertion}}') }),
      scripts: [script('prerequest', 'run')],
    })
    const ports = fakePorts({ produce: numbered({ assertion: 'attempt' }), runScript: runsInner })

    const events = await eventsOf(collection([inner, outer, { ...inner, id: 'last', name: 'last' }]), ports)

    expect(urlsOf(events)).toEqual([
      'http://as.test/inner/assertion-1',
      'http://as.test/inner/assertion-2',
      'http://as.test/outer/assertion-3',
      'http://as.test/inner/assertion-4',
    ])
    expect(events.at(-1)).toMatchObject({ scopes: { environment: { values: [] } } })
  })

  it.each([
    { how: 'when it uses it', scripts: [] },
    { how: 'for its marked script', scripts: [script('prerequest', '// @native assertion', { native: 'assertion' })] },
  ])('is not sent without what cannot be made $how', async ({ scripts }) => {
    const failure = { code: 'PRODUCER_KEY', message: 'Cannot make "assertion"' } as const
    const produce: Produce = { names: new Set(['assertion']), make: async () => ({ kind: 'failed', failure }) }
    const outer = item('outer', { scripts: [script('prerequest', 'run')] })
    const ports = fakePorts({ produce, runScript: runsInner })

    const events = await eventsOf(collection([outer, { ...inner, scripts }]), ports, { selection: ['outer'] })

    expect(events.find(({ type }) => type === 'script:end')).toMatchObject({ failure })
    expect(urlsOf(events)).toEqual(['http://example.test/'])
  })
})
