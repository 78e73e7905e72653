import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, TEMPLATE, workerToken } from '../client.ts'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  path = `/v1/environments/${bench.env}/templates/transaction/contents`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /templates/transaction/contents answers an email content', async () => {
  const answer = await bench.send('POST', path, { token, json: TEMPLATE })

  const template = '<url>/v1/environments/<env>/templates/transaction'
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    `${template}/contents/<id>`,
    {
      _links: {
        self: { href: `${template}/contents/<id>` },
        environment: { href: '<url>/v1/environments/<env>' },
        template: { href: template },
      },
      id: '<id>',
      environment: { id: '<env>' },
      template: { id: 'transaction' },
      createdAt: '<time>',
      updatedAt: '<time>',
      default: false,
      deliveryMethod: 'Email',
      locale: 'en',
      variant: 'variant_C',
      subject: 'PingOne: transaction approval',
      body: 'Approve this transfer of ${sum} ${currency} to ${recipient}, by entering this OTP: ${OTP}',
      charset: 'UTF-8',
      emailContentType: 'text/html',
    },
  ])
})

test('POST /contents asks for the body of an email', async () => {
  const answer = await bench.send('POST', path, { token, json: { ...TEMPLATE, body: undefined } })

  expect([answer.status, at(answer, 'details.0.code'), at(answer, 'details.0.target')]).toEqual([
    400,
    'REQUIRED_VALUE',
    'body',
  ])
})

test('POST /contents refuses a text message over 153 characters', async () => {
  const json = { locale: 'en', deliveryMethod: 'SMS', content: 'x'.repeat(154) }

  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, answer.body]).toMatchObject([
    400,
    { details: [{ code: 'OUT_OF_RANGE', target: 'content', innerError: { rangeMaximumValue: 153 } }] },
  ])
})

test('POST /contents answers 404 for an unknown template', async () => {
  const unknown = `/v1/environments/${bench.env}/templates/nothing/contents`

  const answer = await bench.send('POST', unknown, { token, json: TEMPLATE })

  expect(answer.status).toBe(404)
})

test('GET /contents lists those of its own template only', async () => {
  const other = `/v1/environments/${bench.env}/templates/general/contents`
  const created = await bench.send('POST', other, { token, json: TEMPLATE })

  const answer = await bench.send('GET', other, { token })

  expect(answer.body).toMatchObject({ _embedded: { contents: [created.body] }, count: 1 })
})
