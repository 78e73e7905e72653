import { expect, test } from 'vitest'
import { syntaxFault } from '../../src/script/syntax.ts'

test.each([
  ['await and return at the top', 'const answer = await pm.vault.get("x")\nreturn answer'],
  ['a script that throws when it runs', 'throw new Error("never run")'],
])('syntaxFault() accepts %s', (_, source) => {
  expect(syntaxFault(source)).toBeUndefined()
})

test.each([
  ['in the middle', 'let a = 1\nlet b = ]\nlet c', { message: "Unexpected token ']'", line: 2 }],
  ['at the end', 'if (true) {\n  pm.test("x")', { message: "Unexpected token ')'", line: 2 }],
  ['that closes what is put around it', '}); (() => {', { message: 'Single function literal required' }],
])('syntaxFault() tells a fault %s', (_, source, fault) => {
  expect(syntaxFault(source)).toEqual(fault)
})
