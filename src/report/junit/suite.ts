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
  /** The attempt, from 1, that passed after others had failed: the item is flaky. */
  readonly passedAt?: number
}

/** A case of the JUnit format: one assertion, or a failure that is none. */
export interface Case {
  readonly name: string
  readonly seconds: number
  readonly outcome: Outcome
  /** How it failed in attempts before the last. */
  readonly before?: readonly FailedBefore[]
}

type Outcome = { readonly kind: 'passed' } | Skipped | Failed

interface Skipped {
  readonly kind: 'skipped'
  /** It failed, as the baseline expects: id of the entry, its reason, the message. The format has no better word for it. */
  readonly known?: string
  /** A finding that fails nothing: its code and message. */
  readonly warning?: string
}

interface Failed {
  readonly kind: 'failure' | 'error'
  readonly type: string
  readonly message: string
  readonly details: string
}

/** How a case failed in an attempt, counted from 1, that was tried again. */
export interface FailedBefore extends Failed {
  readonly attempt: number
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

function caseXml({ name, outcome, before = [], ...each }: Case, className: string): string {
  const attributes = { name, classname: className, time: seconds(each.seconds) }
  const inside = `${outcomeXml(outcome)}${before.map((failed) => beforeXml(failed, outcome)).join('')}`
  return inside === '' ? empty('testcase', attributes) : `${open('testcase', attributes)}${inside}</testcase>`
}

function outcomeXml(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'passed':
      return ''
    case 'skipped':
      return empty('skipped', {
        message:
          (outcome.known && `known failure ${outcome.known}`) ?? (outcome.warning && `warning ${outcome.warning}`),
      })
    case 'failure':
    case 'error': {
      const { kind, message, type, details } = outcome
      return `${open(kind, { message, type })}${cdata(details)}</${kind}>`
    }
  }
}

/** Source: Maven Surefire, "Rerun failing tests": flaky is what passed in the end, a rerun what did not. */
function beforeXml({ kind, message, type, details }: FailedBefore, last: Outcome): string {
  const name = `${'details' in last ? 'rerun' : 'flaky'}${kind === 'failure' ? 'Failure' : 'Error'}`
  return `${open(name, { message, type })}<stackTrace>${cdata(details)}</stackTrace></${name}>`
}

/** To the millisecond, with a dot whatever the locale. */
function seconds(value: number): string {
  return value.toFixed(3)
}
