import { describe, expect, test } from 'vitest'
import { columnsOf, cutEnd, cutUrl, plain, plainLines } from '../../../src/report/cli/text.ts'

describe('plain()', () => {
  test.each([
    ['colours', '\u001b[31mred\u001b[0m', String.raw`\x1b[31mred\x1b[0m`],
    ['a window title', '\u001b]0;title\u0007', String.raw`\x1b]0;title\x07`],
    ['eight-bit controls', '\u009b31m', String.raw`\x9b31m`],
    ['line breaks', 'a\r\nb', String.raw`a\r\nb`],
    ['a change of direction', 'gpj.\u202eexe', String.raw`gpj.\u202eexe`],
    ['half a surrogate pair', 'a\ud83d', String.raw`a\ud83d`],
    ['a tab', 'a\tb', 'a  b'],
    ['commands of GitHub Actions', ' ::add-mask::a', String.raw` \x3a:add-mask::a`],
    ['their older ones', 'a ##[add-mask]a', String.raw`a \x23#[add-mask]a`],
    ['commands of Azure Pipelines', 'a ##vso[task.x]', String.raw`a \x23#vso[task.x]`],
    ['ordinary text that looks like them', '## [1] a::b ::1', '## [1] a::b ::1'],
    ['ordinary text', 'Grüße 用户 👍', 'Grüße 用户 👍'],
  ])('plain() neutralises %s', (_, text, expected) => {
    const safe = plain(text)

    expect(safe).toBe(expected)
  })
})

describe('plainLines()', () => {
  test('plainLines() takes every kind of line break', () => {
    const lines = plainLines('a\nb\r\nc\rd')

    expect(lines).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('columnsOf()', () => {
  test.each([
    ['abc', 3],
    ['用户', 4],
    ['👍', 2],
    ['e\u0301', 1],
  ])('columnsOf() counts the columns of %s', (text, expected) => {
    const columns = columnsOf(text)

    expect(columns).toBe(expected)
  })
})

describe('cutEnd()', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'ab...'],
    ['用户用户', 5, '用...'],
  ])('cutEnd() cuts %s to %i columns', (text, columns, expected) => {
    const cut = cutEnd(text, columns, '...')

    expect(cut).toBe(expected)
  })
})

describe('cutUrl()', () => {
  test.each([
    ['http://host/a/b', 15, 'http://host/a/b'],
    ['http://host/a/b?filter=long', 18, 'http://host/a/b?f…'],
    ['http://host/environments/1/users', 24, 'http://host/envir…/users'],
    ['http://host/environments/a-very-long-segment', 24, 'http://host/environment…'],
  ])('cutUrl() cuts %s to %i columns', (url, columns, expected) => {
    const cut = cutUrl(url, columns, '…')

    expect(cut).toBe(expected)
  })
})
