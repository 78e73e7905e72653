import { PingError } from './errors.ts'

/** Whether a resource, as the API shows it, is wanted. */
export type Filter = (view: object) => boolean

/** What is between two operators: a word, a text in quotes, or a bracket. */
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+)/y

/** Compares what a resource has with what the filter names; both are texts in lower case. Source: RFC 7644, section 3.4.2.2. */
const COMPARISONS: ReadonlyMap<string, (actual: string, wanted: string) => boolean> = new Map([
  ['eq', (actual: string, wanted: string) => actual === wanted],
  ['ne', (actual: string, wanted: string) => actual !== wanted],
  ['sw', (actual: string, wanted: string) => actual.startsWith(wanted)],
  ['ew', (actual: string, wanted: string) => actual.endsWith(wanted)],
  ['co', (actual: string, wanted: string) => actual.includes(wanted)],
  ['gt', (actual: string, wanted: string) => actual > wanted],
  ['ge', (actual: string, wanted: string) => actual >= wanted],
  ['lt', (actual: string, wanted: string) => actual < wanted],
  ['le', (actual: string, wanted: string) => actual <= wanted],
])

/**
 * Reads a SCIM filter: comparisons, `pr`, `and`, `or`, `not`, brackets and `list[filter of a member]`, in whatever case. Fails with INVALID_DATA.
 * Source: https://docs.pingidentity.com/pingone/directory/p1_scim_filter_language.html; which attributes an endpoint filters by is not checked.
 */
export function parseFilter(text: string): Filter {
  const tokens = new Tokens(text)
  const filter = either(tokens)
  if (tokens.next() !== undefined) throw unsupported()
  return filter
}

/** The tokens of a filter, one after the other. */
class Tokens {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(text: string) {
    const tokens = [...text.trim().matchAll(new RegExp(TOKEN.source, 'gy'))]
    const length = tokens.reduce((sum, [whole]) => sum + whole.length, 0)
    if (tokens.length === 0 || length !== text.trim().length) throw unsupported()
    this.#tokens = tokens.map(([, token = '']) => token)
  }

  next(): string | undefined {
    const token = this.#tokens[this.#at]
    this.#at += 1
    return token
  }

  /** Takes the next token if it is this word. */
  take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false
    this.#at += 1
    return true
  }
}

function either(tokens: Tokens): Filter {
  const parts = [both(tokens)]
  while (tokens.take('or')) parts.push(both(tokens))
  return (view) => parts.some((part) => part(view))
}

function both(tokens: Tokens): Filter {
  const parts = [single(tokens)]
  while (tokens.take('and')) parts.push(single(tokens))
  return (view) => parts.every((part) => part(view))
}

function single(tokens: Tokens): Filter {
  if (tokens.take('not')) {
    const inner = single(tokens)
    return (view) => !inner(view)
  }
  if (!tokens.take('(')) return comparison(tokens)
  const inner = either(tokens)
  if (!tokens.take(')')) throw unsupported()
  return inner
}

function comparison(tokens: Tokens): Filter {
  const path = tokens.next() ?? ''
  if (!/^[a-z_][\w.-]*$/i.test(path)) throw unsupported()
  if (tokens.take('[')) {
    const inner = either(tokens)
    if (!tokens.take(']')) throw unsupported()
    return (view) => membersAt(view, path).some(inner)
  }
  if (tokens.take('pr')) return (view) => valueAt(view, path) !== undefined
  const compare = COMPARISONS.get(tokens.next()?.toLowerCase() ?? '')
  const wanted = literal(tokens.next())
  if (compare === undefined) throw unsupported()
  return (view) => {
    const actual = valueAt(view, path)
    return actual !== undefined && compare(actual, wanted)
  }
}

function literal(token: string | undefined): string {
  if (token === undefined || /^[()[\]]$/.test(token)) throw unsupported()
  const text = token.startsWith('"') ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token
  return text.toLowerCase()
}

/** The value at a path like `population.id`, as a text in lower case; undefined when there is none. */
function valueAt(view: object, path: string): string | undefined {
  const value = at(view, path)
  if (typeof value === 'string') return value.toLowerCase()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The objects in the list at a path. */
function membersAt(view: object, path: string): readonly object[] {
  const list = at(view, path)
  return Array.isArray(list) ? list.filter((member) => typeof member === 'object' && member !== null) : []
}

function at(view: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
          ? Reflect.get(inner, name)
          : undefined,
      view,
    )
}

function unsupported(): PingError {
  return new PingError('INVALID_DATA', {
    code: 'INVALID_FILTER',
    target: 'filter',
    message: 'The filter is not supported.',
  })
}
