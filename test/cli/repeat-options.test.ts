import { expect, test } from 'vitest'
import { RUN_FLAGS } from '../../src/cli/flags.ts'
import { type RepeatOptions, repeatOptions } from '../../src/cli/repeat-options.ts'
import { drawSeed, unmatchedOrders } from '../../src/cli/shuffle.ts'
import { argumentsOf, type FlagValues } from '../../src/cli/values.ts'
import { collection, folder, item } from '../support/collection.ts'

function options(values: FlagValues, isSharded = false): RepeatOptions {
  return repeatOptions(argumentsOf({ positionals: [], values }, RUN_FLAGS), isSharded)
}

test.each([
  [{}, {}],
  [{ repeat: '5' }, { repeat: 5 }],
  [{ shuffle: true }, { shuffle: {} }],
  [
    { repeat: '10000', shuffle: true, seed: '0' },
    { repeat: 10_000, shuffle: { seed: 0 } },
  ],
])('repeatOptions() reads %j', (values, expected) => {
  expect(options(values)).toEqual(expected)
})

test.each([
  [{ repeat: '0' }, false, '--repeat cannot be "0"'],
  [{ repeat: '10001' }, false, '--repeat cannot be "10001"'],
  [{ repeat: 'often' }, false, '--repeat cannot be "often"'],
  [{ seed: '1' }, false, '--seed needs --shuffle'],
  [{ seed: '1', shuffle: false }, false, '--seed needs --shuffle'],
  [{ seed: '-1', shuffle: true }, false, '--seed cannot be "-1"'],
  [{ seed: '1.5', shuffle: true }, false, '--seed cannot be "1.5"'],
  [{ seed: '9007199254740991', shuffle: true }, false, '--seed cannot be "9007199254740991"'],
  [{ shuffle: true }, true, '--shuffle needs --seed beside --shard'],
  [{ shuffle: true, engine: 'newman' }, false, '--shuffle is not known to newman'],
])('repeatOptions() refuses %j (sharded: %s)', (values, isSharded, reason) => {
  expect(() => options(values, isSharded)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: `Cannot read the command line: ${reason}` }),
  )
})

test('drawSeed() takes three bytes', () => {
  expect(drawSeed((length) => new Uint8Array(length).fill(255))).toBe(16_777_215)
})

test('unmatchedOrders() names what means no folder', () => {
  const shop = collection([folder('Admin', [folder('Orders', [item('a')], { id: 'f' })])])

  expect(unmatchedOrders(['Shop', 'Orders', 'Admin/*', 'f', 'Order', 'a'], [shop])).toBe(
    'warning: no folder is "Order": "ordered" of the configuration keeps nothing by it\n' +
      'warning: no folder is "a": "ordered" of the configuration keeps nothing by it\n',
  )
})
