import { expect, test } from 'vitest'
import { PRODUCERS } from '../../src/native/producers.ts'
import { createNames } from '../../src/report/redact/names.ts'
import { producerInput, realProduce } from './making.ts'

const NAMES = [
  'requestParam',
  'loginHintToken',
  'clientAssertion',
  'codeVerifier',
  'codeChallenge',
  'state',
  'nonce',
  'requestUri',
  'otp',
  'accessToken',
]

test('createProduce() names the variables that have a producer', () => {
  expect([...realProduce().names]).toEqual(NAMES)
})

test.each([{ name: 'requestParm' }, { name: '' }, { name: 'constructor' }, { name: '__proto__' }])(
  'make() fails for the unknown name "$name" and lists the known ones',
  async ({ name }) => {
    const result = await realProduce().make(name, producerInput({}))

    expect(result).toEqual({
      kind: 'failed',
      failure: {
        code: 'PRODUCER_UNKNOWN',
        message: `Cannot make "${name}": no producer has this name`,
        hint: `Known producers: ${NAMES.join(', ')}. --no-native runs the script`,
      },
    })
  },
)

test('make() turns an input that cannot be used into a failure', async () => {
  const result = await realProduce().make('requestParam', producerInput({ requestIssuer: 'i', requestAudience: 'a' }))

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "requestParam": requestSecret is missing, and so is mfaNativeAppSecret',
      hint: 'Set requestSecret, or mfaNativeAppSecret',
    },
  })
})

test('make() fails for a proof, which is made of the finished request', async () => {
  const result = await realProduce().make('dpop', producerInput({}))

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "dpop": it is made of the request that it goes with',
      hint: 'Remove the script, and write {{dpop}} as the value of a header',
    },
  })
})

test('make() does not hide a defect', async () => {
  const broken = {
    ...producerInput({}),
    get: () => {
      throw new TypeError('a defect')
    },
  }

  const making = realProduce().make('requestParam', broken)

  await expect(making).rejects.toThrow(new TypeError('a defect'))
})

test('make() takes inputs of the configuration file where no variable has a value', async () => {
  const config = { inputs: { codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_{{rest}}' } }

  const result = await realProduce({ config }).make('codeChallenge', producerInput({ rest: 'wW1gFWFOEjXk' }))

  expect(result).toEqual({ kind: 'produced', value: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', lifetime: 'flow' })
})

test('the name of every secret input says that it is one: reports mask its value', () => {
  const secrets = Object.values(PRODUCERS).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([name, { isSecret }]) => (isSecret === true ? [name] : [])),
  )

  expect(secrets.filter((name) => !createNames().isVariable(name))).toEqual([])
  expect(secrets).toContain('requestPrivateKey')
})

test('inputs() names what a producer reads, the defaults with it', () => {
  const inputs = realProduce({ config: { inputs: { codeVerifier: '{{mine}}' } } }).inputs

  expect(inputs?.('codeChallenge')).toEqual(['{{codeVerifier}}', '{{mine}}'])
})
