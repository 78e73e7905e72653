import { expect, test } from 'vitest'
import { createBareRealms } from '../../support/bare-realm.ts'

const bareRealm = await createBareRealms()

/** Each runs in a realm in which nothing of Sugar was used before. */
test.each([
  ['extends a text', `'abc'.has('b')`, true],
  ['lets map() take a name', `[{ a: 1 }].map('a')`, [1]],
  ['lets filter() take a pattern', `['ab', 'c'].filter(/a/)`, ['ab']],
  ['lets startsWith() take a pattern', `'hello'.startsWith(/[a-h]/)`, true],
  ['lets endsWith() ignore the case', `'jumpy'.endsWith('MPY', 5, false)`, true],
  ['leaves map() with a function as it is', `[1, 2].map((one, at) => one + at)`, [1, 3]],
  ['leaves what a built-in refuses', `thrown(() => [1].map())`, 'TypeError: undefined is not a function'],
  [
    'lets a function have members of its own',
    `const f = () => 1; f.delay = 2; f.memoize = 3; Object.keys(f)`,
    ['delay', 'memoize'],
  ],
  ['lets a list have members of its own', `const list = []; list.first = 1; Object.keys(list)`, ['first']],
  ['lets a text be given a member, in vain', `'x'.first = 1; 'x'.first()`, 'x'],
  [
    'keeps what a script puts in its place',
    `String.prototype.has = () => 'mine'; 'x'.capitalize() + 'x'.has()`,
    'Xmine',
  ],
  [
    'leaves lodash whole',
    `typeof require('lodash')(() => 1).debounce + Object.keys(require('lodash')).includes('after')`,
    'functiontrue',
  ],
])('armSugar() %s', (_name, source, expected) => {
  const { run } = bareRealm({ isSugared: true })

  expect(JSON.parse(run(`JSON.stringify(eval(${JSON.stringify(source)}))`) as string)).toEqual(expected)
})
