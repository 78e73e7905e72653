import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contractOf } from '../../src/contract/contract.ts'
import { fit } from '../../src/contract/fit.ts'
import { judge } from '../../src/contract/judge.ts'
import { mergedBody } from '../../src/contract/merged-body.ts'
import { merge, shapeOf } from '../../src/contract/shape.ts'
import { bytes, wireResponse } from '../support/events.ts'

const text = fc.oneof(
  fc.string(),
  fc.uuid(),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }).map((date) => date.toISOString()),
  fc.webUrl(),
  fc.emailAddress(),
  fc.constantFrom('eyJhbGciOi...', 'ACTIVE', '{{name}}', '12345', ''),
)
const name = fc.oneof(fc.constantFrom('id', 'status', 'email', '_links', 'href', '__proto__'), fc.string(), fc.uuid())
const bodyWith = (names: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      text,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    ),
  })).value
const body = bodyWith(name)
const withoutTables = bodyWith(
  fc.oneof(fc.constantFrom('id', 'status', 'email', '_links', 'href'), fc.string({ maxLength: 8 })),
)

/** As a server would send it. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('judge() finds an example to fit itself, in strict mode as well', () => {
  fc.assert(
    fc.property(body, (value) => {
      const json = JSON.stringify(value)
      const headers = [{ key: 'Content-Type', value: 'application/json' }]
      const examples = [{ id: 'e', name: 'E', code: 200, header: headers, body: json }]
      const results = judge(wireResponse({ headers, body: bytes(json) }), contractOf(examples), 'strict')

      expect(results.filter((each) => each.kind === 'assertion' && each.outcome === 'failed')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('fit() finds nothing wrong with an example whose ids, dates and tokens are others', () => {
  const record = fc.record({
    id: fc.uuid(),
    at: fc.date({ noInvalidDate: true }),
    url: fc.webUrl(),
    sign: fc.base64String({ minLength: 4 }),
  })
  const written = record.map(({ id, at, url, sign }) => ({
    id,
    createdAt: new Date(Math.abs(at.getTime()) % 4e12).toISOString(),
    token: `eyJ${sign.replace(/[+/=]/g, 'x')}.eyJ9.c2ln`,
    _links: { self: { href: url } },
  }))

  fc.assert(
    fc.property(body, fc.tuple(written, written), (rest, [one, other]) => {
      const [example, answer] = [
        { ...one, rest: [rest, one] },
        { ...other, rest: [rest, other] },
      ]

      expect(fit(sent(answer), shapeOf(sent(example)))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('merge() makes a shape that fits all that it was made of', () => {
  fc.assert(
    fc.property(body, body, (a, b) => {
      const shape = merge(shapeOf(sent(a)), shapeOf(sent(b)), 'examples')

      expect([...fit(sent(a), shape), ...fit(sent(b), shape)].filter(({ isStrict }) => !isStrict)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('mergedBody() leaves an example alone that is as it was, and makes one of the answer that fits it', () => {
  fc.assert(
    fc.property(withoutTables, withoutTables, (before, now) => {
      expect(mergedBody(sent(before), sent(before))).toEqual(sent(before))
      expect(fit(sent(now), shapeOf(mergedBody(sent(before), sent(now)))).filter(({ isStrict }) => !isStrict)).toEqual(
        [],
      )
    }),
    { numRuns: 300 },
  )
})
