import { CUT, type Reading, readingsOf } from './coding.ts'
import { formsOf, isDistinct } from './forms.ts'
import { PLACEHOLDER, placeholderName } from './placeholder.ts'
import { MAX_LENGTH, MIN_LENGTH } from './rules.ts'
import { createWindows } from './windows.ts'

/** The secrets that are known so far. */
export interface Secrets {
  /**
   * Remembers a value, and says what stands in its place: the same for the same value, whatever it is called the next time.
   * `alias` has forms of it that cannot be worked out from the value.
   */
  readonly label: (name: string, value: string, alias?: readonly string[]) => string
  /** Puts placeholders wherever a secret stands, escaped or not (`coding.ts`), or the beginning of one before a `…`. */
  readonly mask: (text: string) => string
  /** Grows with every secret that was not known before and is looked for everywhere. */
  readonly count: () => number
}

/** Is told every value that is looked for everywhere, once. */
export type Announce = (value: string) => void

/**
 * Makes an empty store of secrets.
 * Finding them takes time in proportion to the text, however many there are (`windows.ts`). Of each only the value is kept; its forms are worked out
 * again where one may stand, so tens of thousands of tokens take some megabytes.
 */
export function createSecrets(announce: Announce = () => {}): Secrets {
  const labels = new Map<string, string>()
  const counts = new Map<string, number>()
  const issued = new Set<string>()
  const known: { readonly value: string; readonly label: string }[] = []
  const ends = createWindows(WIDE)
  const shortEnds = createWindows(MIN_LENGTH)
  const beginnings = createWindows(MIN_LENGTH)
  const formsOfSecret = remember((secret: number) => formsOf(known[secret]?.value ?? ''))

  function learn(value: string, label: string): void {
    const secret = known.length
    known.push({ value, label })
    const forms = formsOfSecret(secret)
    for (const end of windowsOf(forms.filter((form) => form.length >= WIDE).map((form) => form.slice(-WIDE)))) {
      ends.add(end, secret)
    }
    for (const end of windowsOf(forms.filter((form) => form.length < WIDE).map((form) => form.slice(-MIN_LENGTH)))) {
      shortEnds.add(end, secret)
    }
    for (const beginning of windowsOf(forms.map((form) => form.slice(0, MIN_LENGTH)))) beginnings.add(beginning, secret)
    announce(value)
  }

  function nextLabel(name: string): string {
    // A script may put a secret into the name of a variable.
    const shown = mask(name) === name ? placeholderName(name) : 'secret'
    const number = (counts.get(shown) ?? 0) + 1
    counts.set(shown, number)
    const label = `[${shown}#${number}]`
    issued.add(label)
    return label
  }

  /** Where secrets end in one reading of a text. They may overlap. */
  function spansIn({ text, placeOf }: Reading): readonly Span[] {
    const spans: Span[] = []
    let longUntil = 0
    const look = (width: number) => {
      return (at: number, secret: number): void => {
        const end = at + width
        for (const form of formsOfSecret(secret)) {
          const start = end - form.length
          const isInside = form.length > MAX_OVERLAP && start < longUntil
          if (start < 0 || isInside || form.length < width || !text.startsWith(form, start)) continue
          if (form.length > MAX_OVERLAP) longUntil = end
          const [from, to] = placeOf(start, end)
          spans.push({ start: from, end: to, label: known[secret]?.label ?? '' })
        }
      }
    }
    if (!ends.isEmpty()) ends.find(text, look(WIDE))
    if (!shortEnds.isEmpty()) shortEnds.find(text, look(MIN_LENGTH))
    if (text.includes(CUT)) spans.push(...cutSpansIn({ text, placeOf }))
    return spans
  }

  /** Beginnings of secrets before a `…`. */
  function cutSpansIn({ text, placeOf }: Reading): readonly Span[] {
    const spans: Span[] = []
    for (let cut = text.indexOf(CUT); cut !== -1; cut = text.indexOf(CUT, cut + 1)) {
      const from = Math.max(text.lastIndexOf(CUT, cut - 1) + 1, cut - MAX_CUT)
      const left = text.slice(from, cut)
      let looks = 0
      beginnings.find(left, (at, secret) => {
        const part = left.slice(at)
        looks += 1
        // Thousands of tokens may begin alike: then it is taken for one of them.
        const isOne = looks > MAX_LOOKS || formsOfSecret(secret).some((form) => form.startsWith(part))
        if (!isOne) return
        const [start, end] = placeOf(from + at, cut)
        spans.push({ start, end, label: known[secret]?.label ?? '' })
      })
    }
    return spans
  }

  /** What stands in a placeholder is a name, even if somebody has it for a password. */
  function outsideLabels(text: string, spans: readonly Span[]): readonly Span[] {
    if (!text.includes('#')) return spans
    const taken = [...text.matchAll(EACH_PLACEHOLDER)].filter(([label]) => issued.has(label))
    if (taken.length === 0) return spans
    return spans.filter(
      ({ start, end }) => !taken.some(({ 0: label, index }) => start >= index && end <= index + label.length),
    )
  }

  function mask(text: string): string {
    if (known.length === 0 || text.length < MIN_LENGTH) return text
    const spans = readingsOf(text).flatMap(spansIn)
    return spans.length === 0 ? text : maskSpans(text, outsideLabels(text, spans))
  }

  function enter(value: string, label: string): void {
    const own = copyOf(value.length > MAX_LENGTH ? digestOf(value) : value)
    labels.set(own, label)
    if (isDistinct(value)) learn(own, label)
  }

  /** The label of a value that is known, if only in another form: in base64, percent-encoded twice. */
  function knownLabel(value: string): string | undefined {
    if (value.length > MAX_LENGTH) return labels.get(digestOf(value))
    const label = labels.get(value)
    if (label !== undefined) return label
    const shown = mask(value)
    return issued.has(shown) ? shown : undefined
  }

  return {
    label: (name, value, alias = []) => {
      let label = knownLabel(value)
      if (label === undefined) {
        label = nextLabel(name)
        enter(value, label)
      }
      for (const each of alias) if (!labels.has(each)) enter(each, label)
      return label
    },
    mask,
    count: () => known.length,
  }
}

/** A part of a body would keep all of it in memory. */
function copyOf(text: string): string {
  const copy = Buffer.from(text, 'latin1').toString('latin1')
  return copy === text ? copy : Buffer.from(text, 'utf16le').toString('utf16le')
}

/** A part of a text, end exclusive, and what is to stand there. */
interface Span {
  readonly start: number
  readonly end: number
  readonly label: string
}

/** One placeholder for all that overlap, that of the longest: no secret is left over where another one is a part of it. */
function maskSpans(text: string, spans: readonly Span[]): string {
  let masked = ''
  let until = 0
  let group: Span | undefined
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (group !== undefined && span.start < until) {
      if (lengthOf(span) > lengthOf(group)) group = span
    } else {
      masked += (group?.label ?? '') + text.slice(until, span.start)
      group = span
    }
    until = Math.max(until, span.end)
  }
  return masked + (group?.label ?? '') + text.slice(until)
}

function lengthOf({ start, end }: Span): number {
  return end - start
}

function windowsOf(windows: readonly string[]): ReadonlySet<string> {
  return new Set(windows)
}

/** Work that is done for the same few again and again. */
function remember<T>(work: (key: number) => T): (key: number) => T {
  const done = new Map<number, T>()
  return (key) => {
    const known = done.get(key)
    if (known !== undefined) return known
    if (done.size >= MAX_REMEMBERED) done.clear()
    const result = work(key)
    done.set(key, result)
    return result
  }
}

/** Stands for a value that is too long to be kept. Two numbers of 32 bits (FNV-1a, forwards and backwards) and the length: enough to tell documents apart. */
function digestOf(value: string): string {
  let forwards = 0x811c9dc5
  let backwards = 0x811c9dc5
  for (let at = 0; at < value.length; at += 1) {
    forwards = Math.imul(forwards ^ value.charCodeAt(at), 0x01000193)
    backwards = Math.imul(backwards ^ value.charCodeAt(value.length - 1 - at), 0x01000193)
  }
  return `${value.length}:${forwards >>> 0}:${backwards >>> 0}`
}

const EACH_PLACEHOLDER = new RegExp(PLACEHOLDER.source, 'g')

/** Windows at the ends of secrets: tokens of one server often begin alike. Characters. */
const WIDE = 8

/** Secrets whose forms are at hand. */
const MAX_REMEMBERED = 256

/** Inside of what is longer nothing as long is looked for: a server could make each position of a body cost that much. Characters. */
const MAX_OVERLAP = 1024

/** Assertions cut values at 40 characters, unless a script wants more. */
const MAX_CUT = 512

/** Looks at what may begin before one `…`. */
const MAX_LOOKS = 2000
