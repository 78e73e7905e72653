import { afterEach, expect, test, vi } from 'vitest'
import { openBench } from './client.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

// A file of its own: oidc-provider prints some of its notices only when it is loaded for the first time.
test('startStandin() prints nothing, neither at the start nor for what goes wrong', async () => {
  const spies = (['debug', 'error', 'info', 'log', 'warn'] as const).map((level) => vi.spyOn(console, level))
  const { standin, send } = await openBench()

  await send('POST', `/${standin.variables['envID']}/as/token`, { form: { grant_type: 'smoke' } })
  await send('GET', `/${standin.variables['envID']}/as/userinfo`, { token: 'abc' })
  await fetch(`${standin.url}/${standin.variables['envID']}/as/token`, {
    method: 'POST',
    headers: { accept: 'text/html', origin: 'https://www.example.com' },
  })

  await standin.close()
  expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([])
})
