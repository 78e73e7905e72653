import { describe, expect, it } from 'vitest'
import { type Splicing, splice } from '../../src/snippet/splice.ts'

const VARIABLES = [
  { marker: 'MARK0X', name: 'ONE' },
  { marker: 'MARK1X', name: 'TWO' },
]
const JAVA: Splicing = { quotes: ['"'], raw: [], plus: ' + ', read: (name) => `env(${name})` }
const SHELL: Splicing = { quotes: ["'"], raw: ["'"], plus: '', read: (name) => `"$${name}"` }
const GO: Splicing = { ...JAVA, quotes: ['"', '`'], raw: ['`'] }
const CSHARP: Splicing = { ...JAVA, quotes: ['@"', '"'], raw: ['@"'] }

describe('splice()', () => {
  it.each<[string, string, string, Splicing]>([
    ['in the middle of a literal', 'f("a MARK0X b")', 'f("a " + env(ONE) + " b")', JAVA],
    ['at its beginning', 'f("MARK0X b")', 'f(env(ONE) + " b")', JAVA],
    ['at its end', 'f("a MARK0X")', 'f("a " + env(ONE))', JAVA],
    ['that is the whole of it', 'f("MARK0X", "x")', 'f(env(ONE), "x")', JAVA],
    ['beside another', 'f("aMARK0XMARK1Xb")', 'f("a" + env(ONE) + env(TWO) + "b")', JAVA],
    ['behind an escaped quote', String.raw`f("\"MARK0X\"")`, String.raw`f("\"" + env(ONE) + "\"")`, JAVA],
    ['behind an escaped backslash', String.raw`f("\\", "MARK0X")`, String.raw`f("\\", env(ONE))`, JAVA],
    ['outside of literals', 'a MARK0X b', 'a env(ONE) b', JAVA],
    ['in a shell', `-H 'a: MARK0X b'`, `-H 'a: '"$ONE"' b'`, SHELL],
    ['in a shell, behind a quote', String.raw`-d 'it'\''s MARK0X'`, String.raw`-d 'it'\''s '"$ONE"`, SHELL],
    ['in a shell, behind a backslash', String.raw`-d '\' 'MARK0X'`, String.raw`-d '\' "$ONE"`, SHELL],
    ['between backticks', '`\\"MARK0X"`', '`\\"` + env(ONE) + `"`', GO],
    ['in a verbatim literal', '@"""MARK0X"", ""x""" + "MARK1X"', '@"""" + env(ONE) + @""", ""x""" + env(TWO)', CSHARP],
  ])('puts a variable %s', (...[, code, written, splicing]) => {
    expect(splice(code, VARIABLES, splicing)).toBe(written)
  })
})
