import { Response } from 'postman-collection'
import { expect, it } from 'vitest'
import { reasonOf } from '../../src/newman/reason.ts'

it('reasonOf() names every status code as the collection SDK does', () => {
  const codes = Array.from({ length: 1000 }, (_, code) => code)

  const reasons = codes.map(reasonOf)

  expect(reasons).toEqual(codes.map((code) => new Response({ code } as never).reason()))
})
