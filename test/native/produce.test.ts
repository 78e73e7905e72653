import { expect, test } from 'vitest'
import { createProduce } from '../../src/native/produce.ts'
import { numberedRandom, stillClock } from '../support/ports.ts'

const NOTHING = { get: () => undefined, clock: stillClock(), random: numberedRandom() }

test('createProduce() names the variables that have a producer', () => {
  const { names } = createProduce()

  expect([...names]).toEqual(['requestParam'])
})

test.each([{ name: 'requestParm' }, { name: '' }, { name: 'constructor' }, { name: '__proto__' }])(
  'make() fails for the unknown name "$name" and lists the known ones',
  async ({ name }) => {
    const result = await createProduce().make(name, NOTHING)

    expect(result).toEqual({
      kind: 'failed',
      failure: {
        code: 'PRODUCER_UNKNOWN',
        message: `Cannot make "${name}": no producer has this name`,
        hint: 'Known producers: requestParam. --no-native runs the script',
      },
    })
  },
)

test('make() turns an input that cannot be used into a failure', async () => {
  const result = await createProduce().make('requestParam', NOTHING)

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "requestParam": requestSecret is missing, and so is mfaNativeAppSecret',
      hint: 'Set requestSecret, or mfaNativeAppSecret',
    },
  })
})

test('make() does not hide a defect', async () => {
  const broken = {
    ...NOTHING,
    get: () => {
      throw new TypeError('a defect')
    },
  }

  const making = createProduce().make('requestParam', broken)

  await expect(making).rejects.toThrow(new TypeError('a defect'))
})
