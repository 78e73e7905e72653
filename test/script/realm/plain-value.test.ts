import { expect, test } from 'vitest'
import { LINES_BEFORE, SCRIPT_URL } from '../../../src/script/realm/compile.ts'
import { plainError, plainValue } from '../../../src/script/realm/plain-value.ts'

const TEXT = { label: 'Item › test script', lines: 3 }

const circular: Record<string, unknown> = { name: 'x' }
circular['self'] = circular

const shared = { a: 1 }

function nested(depth: number, core: unknown = {}): unknown {
  return Array.from({ length: depth }).reduce<unknown>((inner) => [inner], core)
}

const VALUES: readonly (readonly [what: string, value: unknown, plain: unknown])[] = [
  ['a text', 'x', 'x'],
  ['a number', 1.5, 1.5],
  ['NaN', Number.NaN, Number.NaN],
  ['true', true, true],
  ['null', null, null],
  ['undefined', undefined, undefined],
  ['a bigint', 5n, '5n'],
  ['a symbol', Symbol('s'), 'Symbol(s)'],
  ['a named function', function named() {}, '[Function: named]'],
  ['a function without a name', (() => () => {})(), '[Function]'],
  ['an async function', (() => async () => {})(), '[AsyncFunction]'],
  ['a boxed text', new String('s'), 's'],
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['an invalid date', new Date('x'), 'Invalid Date'],
  ['a regular expression', /a+/gi, '/a+/gi'],
  ['a map', new Map([['k', new Set([1])]]), [['k', [1]]]],
  ['a set', new Set(['a', 2n]), ['a', '2n']],
  ['a list', [1, [undefined, 2n]], [1, [undefined, '2n']]],
  ['an object', { a: { b: 5n }, c: undefined }, { a: { b: '5n' }, c: undefined }],
  ['a circle', circular, { name: 'x', self: '[Circular]' }],
  ['what is nested too deep', nested(1000), nested(200, '[too deep]')],
  ['one object twice', [shared, shared], [{ a: 1 }, { a: 1 }]],
  ['bytes', Buffer.from('hi'), '<Buffer 68 69>'],
  ['many bytes', new Uint8Array(52), `<Buffer${' 00'.repeat(50)} ... 2 more bytes>`],
  ['a buffer', new ArrayBuffer(1), '[ArrayBuffer { byteLength: 1 }]'],
  ['a promise', Promise.resolve(1), '[Promise]'],
  ['a weak map', new WeakMap(), '[WeakMap]'],
  ['what has a toJSON', { toJSON: () => ({ b: 1n }) }, { b: '1n' }],
  [
    'what throws',
    {
      get a() {
        throw new Error('no')
      },
    },
    '[unreadable: no]',
  ],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ['the key __proto__', JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}')],
]

test.each(VALUES)('plainValue() makes plain data of %s', (_what, value, plain) => {
  const result = plainValue(value, TEXT)

  expect(result).toEqual(plain)
  expect(structuredClone(result)).toEqual(plain)
})

test('plainValue() keeps name and message of an error, and no path of this machine', () => {
  expect(plainValue(new TypeError('wrong'), TEXT)).toEqual({
    name: 'TypeError',
    message: 'wrong',
    stack: 'TypeError: wrong',
  })
})

/** A stack as V8 writes it in the realm; the numbers are lines of the script. */
function realmStack(...frames: readonly (readonly [name: string, line: number, column: number])[]): string {
  const lines = frames.map(([name, line, column]) => {
    const place = `${SCRIPT_URL}:${line + LINES_BEFORE}:${column}`
    return name === '' ? `    at ${place}` : `    at ${name} (${place})`
  })
  return [
    'Error: wrong',
    ...lines,
    '    at Execution.start (flowgate:realm:1:1715)',
    '    at node:internal/x:1:1',
  ].join('\n')
}

test('plainError() finds the place in the script and cuts the stack down to it', () => {
  const error = Object.assign(new RangeError('wrong'), {
    stack: realmStack(['Object.inner', 3, 7], ['async outer', 2, 1], ['Object.eval', 1, 4], ['', 2, 9], ['eval', 4, 1]),
  })

  expect(plainError(error, TEXT)).toEqual({
    name: 'RangeError',
    message: 'wrong',
    stack: [
      'RangeError: wrong',
      '    at Object.inner (Item › test script:3:7)',
      '    at outer (Item › test script:2:1)',
      '    at Item › test script:1:4',
      '    at Item › test script:2:9',
    ].join('\n'),
    place: { line: 3, column: 7 },
  })
})

test('plainError() keeps what an assertion expected and got', () => {
  const error = { name: 'AssertionError', message: 'no', expected: { a: 1n }, actual: [new Date(0)] }

  expect(plainError(error, TEXT)).toEqual({
    name: 'AssertionError',
    message: 'no',
    stack: 'AssertionError: no',
    expected: { a: '1n' },
    actual: ['1970-01-01T00:00:00.000Z'],
    lacks: 'stack',
  })
})

const THROWN: readonly (readonly [thrown: unknown, message: string])[] = [
  ['text', 'text'],
  [5, '5'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ code: 7 }, '{"code":7}'],
  [[1, { a: 2 }], '[1,{"a":2}]'],
  [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  [Object.assign(new Error('x'), { message: { inner: 1n } }), '{"inner":"1n"}'],
]

test.each(THROWN)('plainError() makes an error of %j', (thrown, message) => {
  expect(plainError(thrown, TEXT)).toMatchObject({ name: 'Error', message })
})

test('plainError() survives what cannot be read', () => {
  const thrown = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no')
      },
    },
  )

  expect(plainError(thrown, TEXT)).toEqual({ name: 'Error', message: '[unreadable]' })
})
