import { expect, test } from 'vitest'
import { signBasic } from '../../src/auth/basic.ts'
import { wireRequest } from '../support/events.ts'

// Observed with newman 6.2.2 on a raw socket.
test.each([
  { parameters: { username: 'u', password: 'p' }, header: 'Basic dTpw' },
  { parameters: { username: 'jürg', password: 'pä:ß€' }, header: 'Basic asO8cmc6cMOkOsOf4oKs' },
  { parameters: { username: 'a:b', password: 'c' }, header: 'Basic YTpiOmM=' },
  { parameters: { username: '', password: '' }, header: 'Basic Og==' },
  { parameters: {}, header: 'Basic Og==' },
  { parameters: { password: 'p' }, header: 'Basic OnA=' },
  { parameters: { username: 'u' }, header: 'Basic dTo=' },
  { parameters: { username: null, password: null }, header: 'Basic Og==' },
  { parameters: { username: 5 }, header: 'Basic NTo=' },
  { parameters: { username: true }, header: 'Basic dHJ1ZTo=' },
])('signBasic() makes "$header" of $parameters', ({ parameters, header }) => {
  const request = wireRequest()

  const result = signBasic(request, parameters)

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 1, headers: [{ key: 'Authorization', value: header, system: true }] },
  })
})

test('signBasic() keeps a zero, which newman drops', () => {
  const request = wireRequest()

  const result = signBasic(request, { username: 'u', password: 0 })

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 1, headers: [{ key: 'Authorization', value: 'Basic dTow', system: true }] },
  })
})
