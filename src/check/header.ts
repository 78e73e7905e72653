import type { CheckResult } from '../engine/check.ts'
import type { Header } from '../model/collection.ts'
import { failed, passed, valueText } from './assertion.ts'
import { refuse } from './refusal.ts'

/** What a header has to be: a value, one that matches, or there at all. */
type HeaderCheck = string | boolean | { readonly matches: string }

/** Looks at one header; several of one name fit if one of them does. */
export type CheckHeader = (headers: readonly Header[]) => CheckResult

/** Makes the check of one header. Throws CONFIG_INVALID for a pattern that is none. */
export function headerCheck(key: string, expected: HeaderCheck, place: string): CheckHeader {
  const { words, wish, fits } = conditionOf(expected, place)
  const name = `header ${key} ${words}`
  return (headers) => {
    const values = headers.filter((header) => header.key.toLowerCase() === key.toLowerCase()).map(({ value }) => value)
    if (fits(values)) return passed(name)
    const got = values.length === 0 ? 'none' : values.map(valueText).join(' and ')
    return failed(name, `response.headers[${JSON.stringify(key)}]: expected ${wish}, got ${got}`, {
      expected: typeof expected === 'object' ? `/${expected.matches}/` : expected,
      actual: (values.length > 1 ? values : values[0]) ?? null,
    })
  }
}

interface Condition {
  readonly words: string
  /** Behind `expected`. */
  readonly wish: string
  readonly fits: (values: readonly string[]) => boolean
}

function conditionOf(expected: HeaderCheck, place: string): Condition {
  if (expected === true) return { words: 'is there', wish: 'a value', fits: (values) => values.length > 0 }
  if (expected === false) return { words: 'is not there', wish: 'none', fits: (values) => values.length === 0 }
  if (typeof expected === 'string') {
    const words = `is ${JSON.stringify(expected)}`
    return { words, wish: JSON.stringify(expected), fits: (values) => values.includes(expected) }
  }
  const pattern = patternOf(expected.matches, `${place}.matches`)
  const words = `matches /${expected.matches}/`
  return { words, wish: `a value that ${words}`, fits: (values) => values.some((value) => pattern.test(value)) }
}

/** A regular expression of the configuration. Throws CONFIG_INVALID. */
export function patternOf(source: string, place: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch (cause) {
    throw refuse(place, `${JSON.stringify(source)} is no regular expression`, cause)
  }
}
