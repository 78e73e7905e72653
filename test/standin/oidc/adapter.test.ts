import { expect, test } from 'vitest'
import { steerableClock } from '../../../src/standin/clock.ts'
import { adapterOf } from '../../../src/standin/oidc/adapter.ts'
import { createEnvironments } from '../../../src/standin/store.ts'
import { createSigningKey } from '../../../src/standin/token.ts'

function open(): {
  readonly clock: ReturnType<typeof steerableClock>
  readonly adapter: ReturnType<ReturnType<typeof adapterOf>>
  readonly stored: () => readonly string[]
} {
  const clock = steerableClock()
  const [environment] = createEnvironments({ clock, newKey: createSigningKey })
  if (environment === undefined) throw new Error('there are environments')
  const adapter = adapterOf({ environment, clock, passOf: () => undefined })('AccessToken')
  return {
    clock,
    adapter,
    stored: () =>
      environment.entities
        .get('AccessToken')
        ?.rows()
        .map(({ id }) => id) ?? [],
  }
}

test('adapterOf() forgets what has expired when something new comes', async () => {
  const { clock, adapter, stored } = open()
  await adapter.upsert('old', {}, 60)
  clock.advance(60_000)

  await adapter.upsert('new', {}, 60)

  expect([stored(), await adapter.find('old')]).toEqual([['new'], undefined])
})

test('adapterOf() keeps 5,000 of a kind', async () => {
  const { adapter, stored } = open()
  for (let n = 0; n <= 5000; n += 1) await adapter.upsert(String(n), {}, 60)

  expect([stored().length, stored()[0]]).toEqual([5000, '1'])
})

test('adapterOf() shows the core the times of the machine, whatever our clock says', async () => {
  const { clock, adapter } = open()
  await adapter.upsert('a', { iat: 1000, exp: 1060 }, 60)
  clock.advance(30_000)

  const found = await adapter.find('a')

  expect(found).toEqual({ iat: 970, exp: 1030 })
})
