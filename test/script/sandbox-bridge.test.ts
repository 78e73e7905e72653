import { expect, test } from 'vitest'
import { createBridge } from '../../src/script/sandbox-bridge.ts'

test('createBridge() hands what is dispatched to its owner', () => {
  const dispatched: unknown[] = []
  const bridge = createBridge((name, values) => dispatched.push([name, values]))

  bridge.dispatch('result', 1, { a: 2 })

  expect(dispatched).toEqual([['result', [1, { a: 2 }]]])
})

test('emit() calls the listeners of the name, in order', () => {
  const heard: unknown[] = []
  const bridge = createBridge(() => {})
  bridge.on('a', (...values) => heard.push(['first', ...values]))
  bridge.on('b', () => heard.push(['other']))
  bridge.on('a', (...values) => heard.push(['second', ...values]))

  bridge.emit('a', 1, 2)

  expect(heard).toEqual([
    ['first', 1, 2],
    ['second', 1, 2],
  ])
})

test('once() hears one call, off() no more', () => {
  const heard: unknown[] = []
  const bridge = createBridge(() => {})
  const kept = (value: unknown): unknown => heard.push(['kept', value])
  bridge.once('a', (value) => heard.push(['once', value]))
  bridge.on('a', kept)

  bridge.emit('a', 1)
  bridge.emit('a', 2)
  bridge.off('a', kept)
  bridge.emit('a', 3)

  expect(heard).toEqual([
    ['once', 1],
    ['kept', 1],
    ['kept', 2],
  ])
})

test('off() without a listener forgets the whole name', () => {
  const bridge = createBridge(() => {})
  bridge.on('a', () => {})
  bridge.on('a', () => {})

  bridge.off('a')

  expect(bridge.listeners('a')).toEqual([])
})
