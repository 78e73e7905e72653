import { expect, test } from 'vitest'
import { collection, items, kept, matches, script, step1, used } from '../support/shipped-collection.ts'

test('collection has the seventeen requests of the workflow, in three folders, in order', () => {
  const outline = collection.item.map((folder) => [folder.name, folder.item.map((item) => item.name)])

  expect(outline).toEqual([
    [
      'Configure Your Environment',
      [
        'Get a PingOne admin access token (worker app)',
        'Step 1: Create a native application',
        'Step 2: Get the application secret',
        'Step 3: Create an MFA sign-on policy',
        'Step 4: Create a sign-on policy MFA action',
        'Step 5: Assign the MFA sign-on policy to the application',
        'Step 6: Create a transaction email template',
      ],
    ],
    [
      'Configure Your Test User',
      [
        'Step 1: Create a population for MFA users',
        'Step 2: Create a user',
        "Step 3: Set the user's password",
        'Step 4: Enable user MFA',
        'Step 5: Set user device (Email)',
      ],
    ],
    [
      'Test The Workflow',
      [
        'Step 1: Send an authorization request',
        'Step 2: User lookup',
        'Step 3: Check OTP',
        'Step 4: Call the resume endpoint',
        'Step 5: Get the access token',
      ],
    ],
  ])
})

test('step 1 sends the request of the page, to the letter', () => {
  const { request } = step1

  expect(request).toMatchObject({
    method: 'GET',
    header: [],
    url: {
      raw: '{{authPath}}/{{envID}}/as/authorize?response_type=code&client_id={{mfaNativeAppId}}&redirect_uri=https://www.example.com&scope=openid profile&response_mode=pi.flow&request={{requestParam}}',
    },
  })
  expect(request.body).toBeUndefined()
})

test('step 1 saves the response of the page', () => {
  const [example] = step1.response

  expect(JSON.parse(example?.body ?? '')).toEqual({
    _links: {
      'user.lookup': {
        href: 'https://auth.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/flows/03eb7d31-48ec-4b6e-a1c6-7fed9ccd93ae',
      },
      self: {
        href: 'https://auth.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/flows/03eb7d31-48ec-4b6e-a1c6-7fed9ccd93ae',
      },
      signOnPage: {
        href: 'https://apps.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/signon/?flowId=03eb7d31-48ec-4b6e-a1c6-7fed9ccd93ae',
      },
    },
    _embedded: { application: { name: 'MFA_NativeApp' } },
    id: '03eb7d31-48ec-4b6e-a1c6-7fed9ccd93ae',
    environment: { id: 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6' },
    resumeUrl:
      'https://auth.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as/resume?flowId=03eb7d31-48ec-4b6e-a1c6-7fed9ccd93ae',
    status: 'SIGN_ON_REQUIRED',
    createdAt: '2026-04-22T20:12:10.784Z',
    expiresAt: '2026-04-22T20:27:10.784Z',
  })
})

test('collection marks the script of requestParam, on its first line, and no other', () => {
  const marked = items.flatMap((item) =>
    item.event
      .filter((event) => event.script.exec.some((line) => line.includes('@native')))
      .map((event) => [item.name, event.listen, event.script.exec.find((line) => line.trim() !== '')]),
  )

  expect(marked).toEqual([['Step 1: Send an authorization request', 'prerequest', '// @native requestParam']])
})

test('collection sends the access token, but on token, authorize and flow requests', () => {
  const own = items.flatMap((item) => (item.request.auth ? [[item.name, item.request.auth.type]] : []))

  expect(collection.auth).toEqual({
    type: 'bearer',
    bearer: [{ key: 'token', value: '{{accessToken}}', type: 'string' }],
  })
  expect(own).toEqual([
    ['Get a PingOne admin access token (worker app)', 'basic'],
    ['Step 1: Send an authorization request', 'noauth'],
    ['Step 2: User lookup', 'noauth'],
    ['Step 3: Check OTP', 'noauth'],
    ['Step 4: Call the resume endpoint', 'noauth'],
    ['Step 5: Get the access token', 'basic'],
  ])
})

test('collection follows no redirect of authorize and resume', () => {
  const own = items.flatMap((item) => (item.protocolProfileBehavior ? [[item.name, item.protocolProfileBehavior]] : []))

  expect(own).toEqual([
    ['Step 1: Send an authorization request', { followRedirects: false }],
    ['Step 4: Call the resume endpoint', { followRedirects: false }],
  ])
})

test('collection keeps the values of later steps under the documented names', () => {
  const names = items.flatMap((item) => kept(item))

  expect(names).toEqual([
    'accessToken',
    'mfaNativeAppId',
    'mfaNativeAppSecret',
    'mfaPolicyID',
    'mfaActionID',
    'mfaPopulationID',
    'mfaUserID',
    'mfaUsername',
    'mfaDeviceID',
    'flowID',
    'otp',
    'authCode',
    'userAccessToken',
    'idToken',
  ])
})

test('collection has the inputs of requestParam that have a value', () => {
  const values = Object.fromEntries((collection.variable ?? []).map(({ key, value }) => [key, value]))

  expect(values).toEqual({
    requestAlg: 'HS256',
    requestTemplateName: 'transaction',
    requestTemplateVariant: 'variant_C',
    requestTemplateVariables: '{"sum":"1,000,000","currency":"USD","recipient":"Charlie Parker"}',
    requestClientContext: '{"alert.color":"red"}',
    requestLifetime: '300',
  })
})

test('collection describes every input that the script of requestParam reads', () => {
  const source = script(step1, 'prerequest')

  const inputs = matches(source, /(?:text|object)\('(request\w+)'/g)

  expect(inputs).toHaveLength(12)
  expect(inputs.filter((name) => !collection.info.description.includes(`| \`${name}\` |`))).toEqual([])
})

test('collection uses no variable before it is given or kept', () => {
  const given = ['authPath', 'apiPath', 'adminEnvID', 'adminAppID', 'adminAppSecret', 'envID', 'email']

  const missing = items.flatMap((item, index) => {
    const known = new Set([
      ...given,
      ...items.slice(0, index).flatMap((earlier) => [...kept(earlier, 'prerequest'), ...kept(earlier)]),
      ...kept(item, 'prerequest'),
    ])
    return used(item).flatMap((name) => (known.has(name) ? [] : [`${item.name}: ${name}`]))
  })

  expect(missing).toEqual([])
})
