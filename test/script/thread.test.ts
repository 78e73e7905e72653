import { expect, onTestFinished, test } from 'vitest'
import type { startEarly as start } from '../../src/script/thread.ts'

// The worker is a file of its own, which only the build makes.
const built = new URL('../../dist/script/thread.js', import.meta.url).href
const { startEarly } = (await import(built)) as { readonly startEarly: typeof start }

test('startEarly() gives its thread to the first who asks for one of its kind', async () => {
  const early = startEarly({ dialect: 'newman' }, { isWarm: true })
  const other = await early.start({ dialect: 'postman' })
  const [first, second] = [
    await early.start({ dialect: 'newman', memoryMb: 512 }),
    await early.start({ dialect: 'newman' }),
  ]
  onTestFinished(async () => {
    await Promise.all([other, first, second].map((thread) => thread.stop()))
  })

  await early.close()

  expect([other, first, second].map(({ dialect }) => dialect)).toEqual(['postman', 'newman', 'newman'])
  expect(new Set([other, first, second]).size).toBe(3)
  expect([other, first, second].map((thread) => thread.isDead())).toEqual([false, false, false])
})

test('startEarly() keeps nothing that nobody has asked for', async () => {
  const early = startEarly({}, { isWarm: false })
  await early.close()

  const late = await early.start({})
  onTestFinished(() => late.stop())

  expect(late.isDead()).toBe(false)
})
