import { expect, test } from 'vitest'
import type { Send } from '../../src/engine/ports.ts'
import { createPace, createPlaces } from '../../src/http/pace.ts'
import { withRedirects } from '../../src/http/redirects.ts'
import { wireRequest } from '../support/events.ts'
import { answered, fakePorts, stillClock } from '../support/ports.ts'

/** Answers every other request with a redirect. */
function redirectedOnce(onSend: () => unknown = () => {}): Send {
  let count = 0
  return async () => {
    onSend()
    count += 1
    const isLast = count % 2 === 0
    return isLast ? answered() : answered('', { status: 302, headers: [{ key: 'Location', value: '/next' }] })
  }
}

function follow(hop: Send): Send {
  return withRedirects(hop, fakePorts().cookies)
}

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

  for (const pace of [one, other]) {
    await pace.pacedBehind(redirectedOnce(), follow)(wireRequest(), OPTIONS)
  }

  expect([one.takeHidden(), other.takeHidden()]).toEqual([0, 500])
})

test('pacedBehind() leaves the first request of a call alone, and makes the hops of its redirects wait', async () => {
  const clock = stillClock()
  const pace = createPace(createPlaces(2, clock), clock)
  const sentAt: number[] = []
  const base = redirectedOnce(() => sentAt.push(clock.now()))
  const send = pace.pacedBehind(base, follow)
  pace.book('http://localhost/users')

  await send(wireRequest(), OPTIONS)

  expect(sentAt).toEqual([0, 500])
  expect([pace.takeHidden(), pace.takeHidden()]).toEqual([500, 0])
})
