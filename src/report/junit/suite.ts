import { cdata, empty, open } from './xml.ts'

/** A suite of the JUnit format: one item that ran. */
export interface Suite {
  readonly name: string
  /** Collection and item. */
  readonly className: string
  /** UTC, to the second, without zone: the one form that all readers take. */
  readonly timestamp: string
  readonly seconds: number
  readonly properties: readonly (readonly [name: string, value: string])[]
  readonly cases: readonly Case[]
  /** What the scripts of the item printed. */
  readonly printed: string
}

/** A case of the JUnit format: one assertion, or a failure that is none. */
export interface Case {
  readonly name: string
  readonly seconds: number
  readonly outcome: Outcome
}

type Outcome =
  | { readonly kind: 'passed' | 'skipped' }
  | {
      readonly kind: 'failure' | 'error'
      readonly type: string
      readonly message: string
      readonly details: string
    }

/** Writes a suite, one element a line. */
export function suiteXml({ name, className, timestamp, properties, cases, printed, ...suite }: Suite): string {
  const count = (kind: Outcome['kind']): number => cases.filter(({ outcome }) => outcome.kind === kind).length
  return [
    open('testsuite', {
      name,
      tests: cases.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
      time: seconds(suite.seconds),
      timestamp,
    }),
    ...(properties.length === 0 ? [] : ['<properties>', ...properties.map(property), '</properties>']),
    ...cases.map((each) => caseXml(each, className)),
    ...(printed === '' ? [] : [`<system-out>${cdata(printed)}</system-out>`]),
    '</testsuite>\n',
  ].join('\n')
}

function property([name, value]: readonly [string, string]): string {
  return empty('property', { name, value })
}

function caseXml({ name, outcome, ...each }: Case, className: string): string {
  const attributes = { name, classname: className, time: seconds(each.seconds) }
  switch (outcome.kind) {
    case 'passed':
      return empty('testcase', attributes)
    case 'skipped':
      return `${open('testcase', attributes)}<skipped/></testcase>`
    case 'failure':
    case 'error': {
      const { kind, message, type, details } = outcome
      return `${open('testcase', attributes)}${open(kind, { message, type })}${cdata(details)}</${kind}></testcase>`
    }
  }
}

/** To the millisecond, with a dot whatever the locale. */
function seconds(value: number): string {
  return value.toFixed(3)
}
