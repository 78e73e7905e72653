import { expect, test } from 'vitest'
import { parseJson } from '../../src/load/json.ts'
import { input, refused } from './refused.ts'

const HINT = 'Correct the file at that place, or export it from Postman again'

test('parseJson() reads JSON with CRLF', async () => {
  const json = await parseJson(input('{\r\n  "a": [1, "x"]\r\n}\r\n'))

  expect(json).toEqual({ a: [1, 'x'] })
})

test.each([
  ['{"a":1 "b":2}', 'line 1, column 8', 'expected a comma or a closing bracket'],
  ['{\n  "a": 1,\n}', 'line 3, column 1', 'a comma with nothing after it'],
  ['[1,\r\n]', 'line 2, column 1', 'a comma with nothing after it'],
  ['[1 2]', 'line 1, column 4', 'expected a comma or a closing bracket'],
  ['{"item": [\n  {"name": "x"\n', 'line 3, column 1', 'the file ends before the JSON is complete'],
  ['{"a"', 'line 1, column 5', 'the file ends before the JSON is complete'],
  ['{"a" 1}', 'line 1, column 6', 'expected a colon'],
  ['{"a":[}', 'line 1, column 7', 'expected a value'],
  ['{"a":1,,"b":2}', 'line 1, column 8', 'expected a name in double quotes'],
  ["{'a':1}", 'line 1, column 2', 'an unexpected symbol; names and text need double quotes'],
  ['{a:1}', 'line 1, column 2', 'an unexpected symbol; names and text need double quotes'],
  ['{"a":undefined}', 'line 1, column 6', 'an unexpected symbol; names and text need double quotes'],
  ['{"a":1}}', 'line 1, column 8', 'the JSON ends before this place'],
  ['// hello\n{}', 'line 1, column 1', 'a comment, which JSON does not allow'],
  ['{\n/* hello */ "a": 1}', 'line 2, column 1', 'a comment, which JSON does not allow'],
  ['{"a":"x\ny"}', 'line 1, column 6', 'a text without closing quotes on the same line'],
  ['{"a":1.}', 'line 1, column 6', 'a number without its last digits'],
  ['{"a":"\\u12"}', 'line 1, column 6', 'a \\u without four hexadecimal digits in a text'],
  ['{"a":"\\x"}', 'line 1, column 6', 'a backslash in a text before a character that needs none'],
  ['{"a":"\t"}', 'line 1, column 6', 'a tab or another control character in a text'],
])('parseJson() names the place and the reason in %j', async (text, place, reason) => {
  const error = await refused(() => parseJson(input(text)))

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: `Cannot read collection "c.json": not valid JSON, ${place}: ${reason}`,
    hint: HINT,
  })
})

test('parseJson() keeps nothing of the text in its error', async () => {
  const error = await parseJson(input('{"clientSecret": hunter2}')).catch((reason: unknown) => reason)

  expect(error).toMatchObject({ code: 'INPUT_NOT_JSON' })
  expect(`${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toContain('hunter2')
})

test.each(['', ' \r\n\t'])('parseJson() says that %j is empty', async (text) => {
  const error = await refused(() => parseJson(input(text)))

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: 'Cannot read collection "c.json": it is empty',
    hint: 'Look at what should have written it, or export it from Postman again',
  })
})

test.each(['\n<!DOCTYPE html>\n<html></html>', '<html lang="en">'])(
  'parseJson() says that %j is a web page',
  async (text) => {
    const error = await refused(() => parseJson(input(text)))

    expect(error).toEqual({
      code: 'INPUT_NOT_JSON',
      message: 'Cannot read collection "c.json": it is an HTML page',
      hint: 'Open it in a browser: it may be a login page, or a page about the file; use the link to the raw file',
    })
  },
)

test('parseJson() says that a ZIP file is an archive', async () => {
  const error = await refused(() => parseJson(input('PK\u0003\u0004\u0014\u0000')))

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: 'Cannot read collection "c.json": it is a ZIP archive or an Excel workbook',
    hint: 'Unpack it, or save the sheet as CSV, and pass that file',
  })
})

test('parseJson() says that an environment is YAML', async () => {
  const error = await refused(() =>
    parseJson(input('name: dev\nvalues: []\n', { kind: 'environment', name: 'e.yaml' })),
  )

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: 'Cannot read environment "e.yaml": it is YAML, not JSON',
    hint: 'Export it from Postman as JSON',
  })
})

test.each(['$kind: collection\nname: Demo\n', '# definition\n---\nname: Demo\n', '%YAML 1.2\n'])(
  'parseJson() refuses the YAML %j as Collection v3, and tells how to export v2.1',
  async (text) => {
    const error = await refused(() => parseJson(input(text)))

    expect(error).toEqual({
      code: 'COLLECTION_VERSION',
      message: 'Cannot read collection "c.json": it is YAML, the format of Collection v3, which is not supported',
      hint: 'In Postman, open the menu of the collection, choose Export, then Collection v2.1, and pass the JSON file',
    })
  },
)

test('parseJson() recognizes an OpenAPI document in YAML', async () => {
  const error = await refused(() => parseJson(input('# API\nopenapi: 3.0.0\ninfo:\n  title: Demo\n')))

  expect(error).toEqual({
    code: 'COLLECTION_INVALID',
    message: 'Cannot read collection "c.json": it is an OpenAPI document',
    hint: 'Import it into Postman and export the collection, or convert it: npx -p openapi-to-postmanv2 openapi2postmanv2 -s c.json -o collection.json',
  })
})
