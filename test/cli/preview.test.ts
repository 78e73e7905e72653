import { expect, test } from 'vitest'
import { collectionJson, temporaryFile, testScript } from '../support/cli.ts'
import { said } from '../support/said.ts'

const SHOP = [
  { name: 'Create', event: [testScript("pm.environment.set('id', 1)")], request: 'http://a.test/{{row}}' },
  { name: 'Get', request: 'http://a.test/{{id}}?state={{state}}' },
]

/** The lines of a dry run that say that something is unresolved, and its exit code. */
async function unresolved(flags: readonly string[], items: readonly object[] = SHOP): Promise<readonly unknown[]> {
  const { code, out } = await said(['run', temporaryFile('shop.json', collectionJson(items)), '--dry-run', ...flags])
  return [code, ...out.split('\n').filter((line) => line.includes('✗'))]
}

test('--dry-run names the script of a request that is not selected', async () => {
  expect(await unresolved(['--folder', 'Get'])).toEqual([
    1,
    '    ✗ {{id}} is set by no scope, script or producer. Select its request as well: the test script of request "Create" sets it',
  ])
})

test('--dry-run counts nothing as made natively with --no-native', async () => {
  const row = ['--env-var', 'row=1']

  expect([await unresolved(row), await unresolved([...row, '--no-native'])]).toEqual([
    [0],
    [1, '    ✗ {{state}} is set by no scope, script or producer'],
  ])
})

test('--dry-run tells a column that some rows lack, of the rows that are run', async () => {
  const data = ['-d', temporaryFile('rows.json', [{ row: 1 }, {}])]

  expect([await unresolved(data), await unresolved([...data, '-n', '1'])]).toEqual([
    [1, '    ✗ {{row}} is in some rows of data only'],
    [0],
  ])
})

test('--dry-run tells a variable whose value leads back to itself, and -x hides its exit code', async () => {
  const items = [{ name: 'Circle', request: 'http://a.test/{{a}}' }]
  const circle = ['--env-var', 'a={{b}}', '--env-var', 'b={{a}}']

  expect([await unresolved(circle, items), (await unresolved([...circle, '-x'], items))[0]]).toEqual([
    [1, '    ✗ Cannot resolve "{{a}}": its value leads back to itself'],
    0,
  ])
})

test('--dry-run shows three URLs of one request', async () => {
  const rows = temporaryFile(
    'rows.json',
    [1, 2, 3, 4, 5].map((row) => ({ row })),
  )
  const shop = temporaryFile('shop.json', collectionJson(SHOP.slice(0, 1)))

  const { out } = await said(['run', shop, '-d', rows, '--dry-run'])

  expect(out.split('\n').slice(1, 6)).toEqual([
    '  → Create',
    '    GET http://a.test/1',
    '    GET http://a.test/2',
    '    GET http://a.test/3',
    '    … 2 more for other rows of data',
  ])
})

test('--list escapes what a terminal would obey', async () => {
  const shop = temporaryFile('shop.json', collectionJson([{ name: '\u001b[31mRed', request: 'http://a.test/' }]))

  expect((await said(['run', shop, '--list'])).out).toContain('→ \\x1b[31mRed  GET http://a.test/')
})

test.each([
  [['--list', '--grep', 'nothing'], 'error: Cannot run "Shop": no request fits --grep "nothing"'],
  [['--list', '--dry-run'], 'error: Cannot read the command line: --dry-run cannot be together with --list'],
  [['--list=xml'], 'error: Cannot read the command line: --list cannot be "xml"'],
  [
    ['--last-failed', '--engine', 'newman'],
    'error: Cannot read the command line: --last-failed is not known to newman',
  ],
])('%j ends with 2 and a sentence', async (flags, sentence) => {
  const { code, out, err } = await said(['run', temporaryFile('shop.json', collectionJson(SHOP)), ...flags])

  expect([code, out, err.split('\n')[0]]).toEqual([2, '', sentence])
})
