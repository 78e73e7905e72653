import { expect, test } from 'vitest'
import type { Send } from '../../src/engine/ports.ts'
import { createPace, createPlaces } from '../../src/http/pace.ts'
import { withRedirects } from '../../src/http/redirects.ts'
import { wireRequest } from '../support/events.ts'
import { answered, fakePorts, stillClock } from '../support/ports.ts'

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 0 }

test('createPlaces() gives places in the order they are asked for, for each host and port apart', () => {
  const clock = stillClock()
  const book = createPlaces(4, clock)

  const waits = ['http://a.test/1', 'http://A.test:80/2', 'http://a.test:81/', 'http://b.test/', 'http://a.test/3'].map(
    book,
  )
  clock.advance(600)

  expect(waits).toEqual([0, 250, 0, 0, 500])
  expect(book('http://a.test/4')).toBe(150)
})

test('createPlaces() saves nothing up: after a pause no burst goes out', () => {
  const clock = stillClock()
  const book = createPlaces(10, clock)
  book('http://a.test/')
  clock.advance(60_000)

  expect([book('http://a.test/'), book('http://a.test/')]).toEqual([0, 100])
})

test('createPlaces() is one order for all paces that share it, each of which tells only its own waits', async () => {
  const clock = stillClock()
  const places = createPlaces(2, clock)
  const [one, other] = [createPace(places, clock), createPace(places, clock)]

  await one.paced(async () => answered())(wireRequest(), OPTIONS)
  await other.paced(async () => answered())(wireRequest(), OPTIONS)

  expect([one.takeHidden(), other.takeHidden()]).toEqual([0, 500])
})

test('paced() makes requests wait that no event shows, and tells how long', async () => {
  const clock = stillClock()
  const pace = createPace(createPlaces(2, clock), clock)
  const sentAt: number[] = []
  const send = pace.paced(async () => {
    sentAt.push(clock.now())
    return answered()
  })

  for (let count = 0; count < 3; count += 1) await send(wireRequest(), OPTIONS)

  expect(sentAt).toEqual([0, 500, 1000])
  expect([pace.takeHidden(), pace.takeHidden()]).toEqual([1000, 0])
})

test('pacedBehind() leaves the first request of a call alone, and makes the hops of its redirects wait', async () => {
  const clock = stillClock()
  const pace = createPace(createPlaces(2, clock), clock)
  const sentAt: number[] = []
  const base: Send = async () => {
    sentAt.push(clock.now())
    const isLast = sentAt.length % 2 === 0
    return isLast ? answered() : answered('', { status: 302, headers: [{ key: 'Location', value: '/next' }] })
  }
  const send = pace.pacedBehind(base, (hop) => withRedirects(hop, fakePorts().cookies))
  pace.book('http://localhost/users')

  await send(wireRequest(), OPTIONS)

  expect(sentAt).toEqual([0, 500])
  expect(pace.takeHidden()).toBe(500)
})
