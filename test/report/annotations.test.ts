import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { annotated } from '../../src/report/annotations.ts'
import { createAzureReporter } from '../../src/report/azure.ts'
import { createGithubReporter } from '../../src/report/github.ts'
import { createMarkdownReporter } from '../../src/report/markdown.ts'
import type { CreateReporter } from '../../src/report/reporter.ts'
import { cursor, event, failure, itemOf, outlineItem, runOf, scriptRef, streamOf, textOf } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }

/** A run of the collection in a file, whose item stands in line 10. */
function fileRun(items: readonly RunEvent[], source = 'collections/a,b.json'): readonly RunEvent[] {
  const [, ...rest] = runOf(...items)
  return [event.runStart({ source, outline: [outlineItem({ line: 10 })] }), ...rest]
}

function written(create: CreateReporter, events: readonly RunEvent[]): Promise<string> {
  return textOf(create({ screen: SCREEN, options: {} })(streamOf(events)))
}

const WHERE = { script: 'List users › test script', line: 3, column: 5 }

test('annotated() places a failure at the line of the file that holds the line of the script', async () => {
  const script = scriptRef({ line: 20 })
  const events = fileRun(itemOf(event.failed({ script, failure: failure({ where: WHERE }) })))

  const { annotations } = await annotated(streamOf(events))

  expect(annotations).toEqual([
    {
      severity: 'error',
      title: 'List users: status is 200',
      message: 'expected 500 to equal 200',
      file: 'collections/a,b.json',
      line: 22,
    },
  ])
})

test('annotated() takes the line of the request where scripts have no lines in the file', async () => {
  const events = fileRun(itemOf(event.failed({ failure: failure({ where: WHERE }) })))

  expect((await annotated(streamOf(events))).annotations).toMatchObject([{ line: 10 }])
})

test('annotated() knows no file of what was downloaded', async () => {
  const events = fileRun(itemOf(event.failed()), 'https://a.test/c.json')

  expect((await annotated(streamOf(events))).annotations).toEqual([
    { severity: 'error', title: 'List users: status is 200', message: 'expected 500 to equal 200' },
  ])
})

test('annotated() tells what happened several times once, findings and flaky items, and no known failures', async () => {
  const known = failure({ known: { id: 'a', reason: 'b' } })
  const second = { cursor: cursor({ attempt: 1 }) }
  const events = fileRun([
    ...itemOf(event.failed(), event.failed()),
    ...itemOf(event.failed({ failure: known })),
    event.itemStart(second),
    event.itemEnd(second),
  ])
  const finding = event.finding({ severity: 'warning', failure: failure({ message: 'look', hint: 'here' }) })

  const { annotations } = await annotated(streamOf([...events.slice(0, -1), finding, event.runEnd()]))

  const place = { file: 'collections/a,b.json', line: 10 }
  expect(annotations).toEqual([
    {
      severity: 'error',
      title: 'List users: status is 200',
      message: 'expected 500 to equal 200\n2 times in this run',
      ...place,
    },
    { severity: 'warning', title: 'flowgate', message: 'look\nhere' },
    { severity: 'warning', title: 'List users', message: 'Flaky: passed at attempt 2', ...place },
  ])
})

test('createGithubReporter() writes commands in which texts cannot end what they stand in', async () => {
  const events = fileRun(itemOf(event.failed({ name: 'a: b, c', failure: failure({ message: '100%\n::error::x' }) })))

  expect(await written(createGithubReporter, events)).toBe(
    '::error file=collections/a%2Cb.json,line=10,title=List users%3A a%3A b%2C c::100%25%0A::error::x\n',
  )
})

test('createGithubReporter() writes ten errors at most, and how many are left', async () => {
  const failures = Array.from({ length: 12 }, (_, index) => event.failed({ index, name: `is ${index}` }))

  const lines = (await written(createGithubReporter, fileRun(itemOf(...failures)))).trimEnd().split('\n')

  expect(lines).toHaveLength(10)
  expect(lines.at(-1)).toBe('::error title=3 more::3 more are in the log and in the job summary')
})

test('createAzureReporter() writes issues at the lines of the file', async () => {
  const events = fileRun(itemOf(event.failed({ failure: failure({ message: 'a%\nb' }) })), 'a;b].json')

  expect(await written(createAzureReporter, events)).toBe(
    '##vso[task.logissue type=error;sourcepath=a%3Bb%5D.json;linenumber=10;]List users: status is 200: a%AZP25%0Ab\n',
  )
})

test('createMarkdownReporter() writes verdict, counts and tables whose cells stay cells', async () => {
  const known = failure({ known: { id: 'pay', reason: 'issue_12' } })
  const events = fileRun(
    itemOf(
      event.failed({ name: 'a|b <img>', failure: failure({ message: 'one\n*two*' }) }),
      event.failed({ failure: known }),
    ),
    'c.json',
  )

  expect(await written(createMarkdownReporter, events)).toBe(`## Users: ❌ failed

0 ms

|  | total | failed |
| --- | --- | --- |
| Requests | 0 | 0 |
| Items | 1 | 1 |
| Assertions | 2 | 1 |

### To look at

|  | what | why | where |
| --- | --- | --- | --- |
| ❌ | List users&#58; a&#124;b &#60;img&#62; | one<br>&#42;two&#42; | c.json&#58;10 |

### Known

| request | what | reason | until |
| --- | --- | --- | --- |
| List users | status is 200 | issue&#95;12 &#91;pay&#93; |  |
`)
})

test('createMarkdownReporter() stays below 1 MiB, and says how much is left out', async () => {
  const failures = Array.from({ length: 3000 }, (_, index) =>
    event.failed({ index, name: `${index}`, failure: failure({ message: '€'.repeat(500) }) }),
  )

  const text = await written(createMarkdownReporter, fileRun(itemOf(...failures)))

  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000)
  expect(text).toMatch(/\n… and \d+ more\n$/)
})
