import type { Header } from '../../../model/collection.ts'
import { decode, nounOf, segmentsOf, singular } from './path.ts'

/** A value and what it is called where it stands. */
export interface NamedValue {
  readonly name: string
  readonly value: string
}

/** A request as far as values are looked for in it. */
export interface Message {
  readonly url: string
  readonly headers: readonly Header[]
  readonly body: Uint8Array
}

/** The body as JSON; undefined if it is none. */
export function jsonOf(body: Uint8Array): unknown {
  const text = textOf(body)
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Names of the parameters of query and form. */
export function parameterNames({ url, headers, body }: Message): readonly string[] {
  return [...queryOf(url), ...formOf(headers, body)].map(({ name }) => name)
}

/** What a request has with it: its URL and parts of it, credentials, cookies (by name), fields, members. */
export function carriedValues({ url, headers, body }: Message): readonly NamedValue[] {
  const [address = ''] = url.split(/[?#]/)
  const unnamed = [address, url, ...segmentsOf(url)].map((value) => ({ name: '', value }))
  return [...unnamed, ...queryOf(url), ...headers.flatMap(headerValues), ...formOf(headers, body), ...leaves(body)]
}

/** What an answer gives: members of its JSON, parameters of its Location, cookies (by name). */
export function givenValues({ url, headers, body }: Message): readonly NamedValue[] {
  const json = jsonOf(body)
  const noun = nounOf(selfOf(json) ?? url)
  const locations = headers.filter(({ key }) => key.toLowerCase() === 'location').map(({ value }) => value)
  const cookies = headers.filter(({ key }) => key.toLowerCase() === 'set-cookie').map(({ value }) => value)
  return [
    ...members(json, noun),
    ...locations.flatMap((location) => [...queryOf(location), ...fragmentOf(location)]),
    ...cookies.map((cookie) => cookieValue(cookie)),
  ]
}

function headerValues({ key, value }: Header): readonly NamedValue[] {
  switch (key.toLowerCase()) {
    case 'authorization':
      return [{ name: key, value: value.replace(/^\S+\s+/, '') }]
    case 'cookie':
      return value.split(';').map((cookie) => cookieValue(cookie))
    default:
      return [{ name: key, value }]
  }
}

/** A cookie is known by its name: its value may be masked. */
function cookieValue(text: string): NamedValue {
  const name = `cookie ${(text.split('=')[0] ?? '').trim()}`
  return { name, value: name }
}

function queryOf(url: string): readonly NamedValue[] {
  return pairsOf(/\?([^#]*)/.exec(url)?.[1] ?? '')
}

/** Source: OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1. */
function fragmentOf(url: string): readonly NamedValue[] {
  return pairsOf(/#(.*)/s.exec(url)?.[1] ?? '')
}

function formOf(headers: readonly Header[], body: Uint8Array): readonly NamedValue[] {
  const isForm = headers.some(
    ({ key, value }) => key.toLowerCase() === 'content-type' && /x-www-form-urlencoded/i.test(value),
  )
  return isForm ? pairsOf(textOf(body)) : []
}

function pairsOf(query: string): readonly NamedValue[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      return { name: decode(name), value: decode(rest.join('=').replaceAll('+', ' ')) }
    })
}

function leaves(body: Uint8Array): readonly NamedValue[] {
  return members(jsonOf(body), undefined)
}

/** More members than this tell nothing any more. */
const MAX_MEMBERS = 2000
const MAX_DEPTH = 20

interface Leaf extends NamedValue {
  readonly isLink: boolean
}

/** The texts and numbers of a JSON document, named by their keys; links lead to what is named elsewhere. */
function members(json: unknown, noun: string | undefined): readonly NamedValue[] {
  const found: Leaf[] = []

  function walk(value: unknown, keys: readonly string[]): void {
    if (found.length >= MAX_MEMBERS || keys.length > MAX_DEPTH) return
    if (typeof value === 'string' || typeof value === 'number') {
      found.push({ name: nameOf(keys, noun), value: String(value), isLink: keys.includes('_links') })
      return
    }
    if (Array.isArray(value)) {
      for (const entry of value) walk(entry, keys)
      return
    }
    if (typeof value !== 'object' || value === null) return
    for (const [key, member] of Object.entries(value)) walk(member, [...keys, key])
  }

  walk(json, [])
  return found.filter(({ isLink }) => !isLink)
}

/** `id` and `value` say nothing without what they belong to. */
function nameOf(keys: readonly string[], noun: string | undefined): string {
  const key = keys.at(-1) ?? 'body'
  if (key !== 'id' && key !== 'value') return key
  const parent = keys.slice(0, -1).findLast((name) => name !== '_embedded')
  const owner = parent === undefined ? noun : singular(parent)
  if (owner === undefined) return key
  return key === 'id' ? `${owner} id` : owner
}

/** Source: PingOne Platform API, "HAL". */
function selfOf(json: unknown): string | undefined {
  const links = memberOf(json, '_links')
  const href = memberOf(memberOf(links, 'self'), 'href')
  return typeof href === 'string' ? href : undefined
}

function memberOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>)[name] : undefined
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
