import { expect, test } from 'vitest'
import { steerableBehaviours } from '../../src/standin/behaviours/behaviours.ts'
import { environmentUrl, links, listing } from '../../src/standin/hal.ts'

const VIEWS = [
  { id: '1', username: 'Tom', population: { id: 'p' } },
  { id: '2', username: 'Ann', population: { id: 'q' } },
]

function list(query: string): object {
  const world = { behaviours: steerableBehaviours() }
  return listing({ href: '/users', plural: 'users', views: VIEWS }, { query: new URLSearchParams(query), world })
}

test('links() gives each name its link', () => {
  expect(links({ self: '/a' })).toEqual({ self: { href: '/a' } })
})

test('environmentUrl() is in the management API', () => {
  expect(environmentUrl('http://h', 'e')).toBe('http://h/v1/environments/e')
})

test('listing() shows all on one page', () => {
  expect(list('')).toEqual({
    _links: { self: { href: '/users' } },
    _embedded: { users: VIEWS },
    count: 2,
    size: 2,
  })
})

test('listing() shows as many as the limit says, and leads to the rest', () => {
  expect(list('limit=1&filter=username pr')).toEqual({
    _links: { self: { href: '/users' }, next: { href: '/users?limit=1&filter=username+pr&cursor=Mg' } },
    _embedded: { users: [VIEWS[0]] },
    count: 2,
    size: 1,
  })
})

test('listing() goes on where the cursor is', () => {
  expect(list('limit=1&cursor=Mg')).toEqual({
    _links: { self: { href: '/users' } },
    _embedded: { users: [VIEWS[1]] },
    count: 2,
    size: 1,
  })
})

test('listing() shows what the filter lets through', () => {
  expect(list('filter=population.id eq "q"')).toEqual({
    _links: { self: { href: '/users' } },
    _embedded: { users: [VIEWS[1]] },
    count: 1,
    size: 1,
  })
})

test.each([
  ['limit=0', 'limit', 'must be a whole number, 1 or more'],
  ['limit=many', 'limit', 'must be a whole number, 1 or more'],
  ['cursor=x', 'cursor', 'The cursor leads nowhere.'],
])('listing() refuses %s', (query, target, message) => {
  expect(() => list(query)).toThrow(
    expect.objectContaining({ code: 'INVALID_DATA', details: [{ code: 'INVALID_VALUE', target, message }] }),
  )
})
