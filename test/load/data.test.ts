import { expect, test } from 'vitest'
import { parseData } from '../../src/load/data.ts'
import type { Input } from '../../src/load/input.ts'
import { refused } from './refused.ts'

function data(text: string, name = 'd.csv'): Input {
  return { kind: 'iteration data', name, source: name, text }
}

const ROWS = 'Write a list of objects, [{ "name": "value" }], or CSV with the names in the first row'

// The rows are those that newman 6.2.2 made of these files.
test.each([
  ['a,b\n1,x\n', [{ a: 1, b: 'x' }]],
  ['a,b\n1,x', [{ a: 1, b: 'x' }]],
  [
    'a,b\r\n1,x\r\n2,y\r\n',
    [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ],
  ],
  ['a,b\r1,x\r', [{ a: 1, b: 'x' }]],
  [' a , b \n 1 , "q" \n', [{ a: 1, b: 'q' }]],
  ['a,b\n1,x\n\n2,y\n\n', [{ a: 1, b: 'x' }, { a: '' }, { a: 2, b: 'y' }, { a: '' }]],
  ['a,b,c\n1\n1,2,3,4\n', [{ a: 1 }, { a: 1, b: 2, c: 3 }]],
  ['a,a\n1,2\n', [{ a: 2 }]],
  ['a,,c\n1,2,3\n', [{ a: 1, '': 2, c: 3 }]],
  ['a,b\nx "y" z,1\n', [{ a: 'x "y" z', b: 1 }]],
  ['a\n"x ""y"""\n', [{ a: 'x "y"' }]],
  ['a,b\n"x\r\ny",1\r\n', [{ a: 'x\r\ny', b: 1 }]],
  ['a;b\n1;2\n', [{ 'a;b': '1;2' }]],
  ['constructor,a\nx,1\n', [{ constructor: 'x', a: 1 }]],
])('parseData() reads the CSV %j as newman does', async (text, rows) => {
  expect(await parseData(data(text))).toEqual(rows)
})

// The values are those that newman 6.2.2 made of these cells.
test.each([
  ['00123', 123],
  ['42', 42],
  ['3.140', 3.14],
  ['0', 0],
  ['+5', 5],
  ['-7', -7],
  ['.5', 0.5],
  ['1.', 1],
  ['+.5', 0.5],
  ['-0', -0],
  ['1e3', 1000],
  ['0x10', 0],
  ['0b11', 0],
  ['9007199254740993', 9007199254740992],
  ['"42"', '42'],
  ['"007"', '007'],
  ['1_000', '1_000'],
  ['1 2', '1 2'],
  ['1a', '1a'],
  ['--1', '--1'],
  ['.', '.'],
  ['1e999', '1e999'],
  ['Infinity', 'Infinity'],
  ['NaN', 'NaN'],
  ['null', 'null'],
  ['true', 'true'],
  ['FALSE', 'FALSE'],
  ['2020-01-01', '2020-01-01'],
  ['12:30', '12:30'],
  ['1.2.3', '1.2.3'],
  ['""', ''],
  ['日本語', '日本語'],
])('parseData() reads the cell %s as newman does', async (cell, value) => {
  expect(await parseData(data(`zip,cell\n1,${cell}\n`))).toEqual([{ zip: 1, cell: value }])
})

test('parseData() reads numbers in the first row as names, where newman gives up', async () => {
  expect(await parseData(data('a,5\n1,2\n'))).toEqual([{ a: 1, '5': 2 }])
})

test.each(['d.json', 'd.csv', 'https://a.test/data'])('parseData() reads a JSON list from %s', async (name) => {
  const rows = await parseData(data(' [{"a":"007"},\r\n{"b":{"c":[true,null]}}]', name))

  expect(rows).toEqual([{ a: '007' }, { b: { c: [true, null] } }])
})

test.each([
  ['nothing', '', { reason: 'it is empty', hint: ROWS }],
  ['white space', ' \n', { reason: 'it is empty', hint: ROWS }],
  ['a CSV that is only names', 'a,b\n', { reason: 'it has no rows', hint: ROWS }],
  ['an empty list', '[]', { reason: 'it has no rows', hint: ROWS }],
  ['a single object', '{"a":1}', { reason: 'its JSON is not a list', hint: ROWS }],
  ['a list of lists', '[[1],[2]]', { reason: 'row 1 of its list is not an object', hint: ROWS }],
  ['a list with null', '[{"a":1},null]', { reason: 'row 2 of its list is not an object', hint: ROWS }],
  [
    'a web page',
    '<!doctype html><title>x</title>',
    {
      reason: 'it is an HTML page',
      hint: 'Open it in a browser: it may be a login page, or a page about the file; use the link to the raw file',
    },
  ],
  [
    'an Excel workbook',
    'PK\u0003\u0004\u0014',
    {
      reason: 'it is a ZIP archive or an Excel workbook',
      hint: 'Unpack it, or save the sheet as CSV, and pass that file',
    },
  ],
])('parseData() refuses %s', async (_what, text, { reason, hint }) => {
  const error = await refused(() => parseData(data(text)))

  expect(error).toEqual({ code: 'DATA_INVALID', message: `Cannot read iteration data "d.csv": ${reason}`, hint })
})

test('parseData() refuses a JSON value by its file name', async () => {
  const error = await refused(() => parseData(data('"a"', 'd.json')))

  expect(error).toEqual({
    code: 'DATA_INVALID',
    message: 'Cannot read iteration data "d.json": its JSON is not a list',
    hint: ROWS,
  })
})

test('parseData() does not read broken JSON as CSV', async () => {
  const error = await refused(() => parseData(data('[{"a":1},\n]')))

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: 'Cannot read iteration data "d.csv": not valid JSON, line 2, column 1: a comma with nothing after it',
    hint: 'Correct the file at that place, or export it from Postman again',
  })
})

test.each([
  ['a,b\n1,2\n"x,1\nfoo\n', 4, 'the file ends inside quotes'],
  ['a,b\n1,2\n"x"y,1\n', 3, 'text after closing quotes'],
])('parseData() names the line of %j', async (text, line, reason) => {
  const error = await refused(() => parseData(data(text)))

  expect(error).toEqual({
    code: 'INPUT_NOT_CSV',
    message: `Cannot read iteration data "d.csv": not valid CSV, line ${line}: ${reason}`,
    hint: 'Put a value with quotes or line breaks in double quotes, and write each quote inside twice',
  })
})

test('parseData() leaves cells as they are written when no types are wanted', async () => {
  const rows = await parseData(data('a,b,c\n00123,1e3, x \n'), { dataTypes: 'string' })

  expect(rows).toEqual([{ a: '00123', b: '1e3', c: 'x' }])
})

test.each(['', '\n', '[]', '{"a":1}', 'a,b\n'])('parseData() takes %j for no data when it may', async (text) => {
  expect(await parseData(data(text), { allowEmpty: true })).toEqual([])
})
