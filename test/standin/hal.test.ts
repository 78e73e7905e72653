import { expect, test } from 'vitest'
import { environmentUrl, links, listing } from '../../src/standin/hal.ts'

const VIEWS = [
  { id: '1', username: 'Tom', population: { id: 'p' } },
  { id: '2', username: 'Ann', population: { id: 'q' } },
]

function ids(filter: string): unknown {
  return listing({ href: '/users', plural: 'users', views: VIEWS, filter })
}

test('links() gives each name its link', () => {
  expect(links({ self: '/a' })).toEqual({ self: { href: '/a' } })
})

test('environmentUrl() is in the management API', () => {
  expect(environmentUrl('http://h', 'e')).toBe('http://h/v1/environments/e')
})

test('listing() shows all on one page', () => {
  expect(listing({ href: '/users', plural: 'users', views: VIEWS, filter: null })).toEqual({
    _links: { self: { href: '/users' } },
    _embedded: { users: VIEWS },
    count: 2,
    size: 2,
  })
})

test.each([
  ['username eq "tom"', '1'],
  ['population.id eq "q"', '2'],
])('listing() filters by %s', (filter, id) => {
  expect(ids(filter)).toMatchObject({ _embedded: { users: [{ id }] }, count: 1, size: 1 })
})

test('listing() refuses a filter that it does not understand', () => {
  expect(() => ids('username sw "T"')).toThrow(
    expect.objectContaining({
      code: 'INVALID_DATA',
      details: [{ code: 'INVALID_FILTER', target: 'filter', message: 'The filter is not supported.' }],
    }),
  )
})
