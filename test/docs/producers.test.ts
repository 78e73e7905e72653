import { expect, it } from 'vitest'
import { producersPage } from './producers.ts'

it('docs/producers.md lists producers and inputs as they are', async () => {
  await expect(producersPage()).toMatchFileSnapshot('../../docs/producers.md')
})
