import { describe, expect, test } from 'vitest'
import { text, unsigned, withHeader } from '../../src/auth/signer.ts'
import { wireRequest } from '../support/events.ts'

describe('withHeader()', () => {
  test('withHeader() adds after the headers of the user and before those of the runner', () => {
    const request = wireRequest({
      headers: [
        { key: 'X-First', value: '1' },
        { key: 'X-Last', value: '2' },
        { key: 'User-Agent', value: 'flowgate', system: true },
        { key: 'Host', value: 'localhost', system: true },
      ],
    })

    const result = withHeader(request, 'Authorization', 'Bearer t')

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        credentialsAt: 3,
        headers: [
          { key: 'X-First', value: '1' },
          { key: 'X-Last', value: '2' },
          { key: 'Authorization', value: 'Bearer t', system: true },
          { key: 'User-Agent', value: 'flowgate', system: true },
          { key: 'Host', value: 'localhost', system: true },
        ],
      },
    })
  })

  test('withHeader() adds at the end when the runner added nothing', () => {
    const request = wireRequest({ headers: [{ key: 'X-First', value: '1' }] })

    const result = withHeader(request, 'X-Key', 'v')

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        credentialsAt: 2,
        headers: [
          { key: 'X-First', value: '1' },
          { key: 'X-Key', value: 'v', system: true },
        ],
      },
    })
  })

  test('withHeader() adds at the place that the request names for credentials', () => {
    const request = wireRequest({
      credentialsAt: 2,
      headers: [
        { key: 'X-First', value: '1' },
        { key: 'Content-Type', value: 'application/json', system: true },
        { key: 'User-Agent', value: 'flowgate', system: true },
      ],
    })

    const result = withHeader(request, 'Authorization', 'Bearer t')

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        credentialsAt: 3,
        headers: [
          { key: 'X-First', value: '1' },
          { key: 'Content-Type', value: 'application/json', system: true },
          { key: 'Authorization', value: 'Bearer t', system: true },
          { key: 'User-Agent', value: 'flowgate', system: true },
        ],
      },
    })
  })

  test('withHeader() keeps to its place when headers before and after it are replaced', () => {
    const request = wireRequest({
      credentialsAt: 2,
      headers: [
        { key: 'authorization', value: 'mine' },
        { key: 'X-First', value: '1' },
        { key: 'User-Agent', value: 'flowgate', system: true },
        { key: 'Authorization', value: 'of the URL', system: true },
      ],
    })

    const result = withHeader(request, 'Authorization', 'Bearer t')

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        credentialsAt: 2,
        headers: [
          { key: 'X-First', value: '1' },
          { key: 'Authorization', value: 'Bearer t', system: true },
          { key: 'User-Agent', value: 'flowgate', system: true },
        ],
      },
    })
  })

  test('withHeader() puts several headers in the order they are set', () => {
    const first = withHeader(wireRequest(), 'X-Date', 'today')
    const request = first.kind === 'authorized' ? first.request : wireRequest()

    const result = withHeader(request, 'Authorization', 'Bearer t')

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...wireRequest(),
        credentialsAt: 2,
        headers: [
          { key: 'X-Date', value: 'today', system: true },
          { key: 'Authorization', value: 'Bearer t', system: true },
        ],
      },
    })
  })

  test('withHeader() replaces every header of the name in any case, and leaves their place', () => {
    const request = wireRequest({
      headers: [
        { key: 'authorization', value: 'mine' },
        { key: 'X-After', value: '1' },
        { key: 'AUTHORIZATION', value: 'mine, too' },
      ],
    })

    const result = withHeader(request, 'Authorization', 'Basic dTpw')

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        credentialsAt: 2,
        headers: [
          { key: 'X-After', value: '1' },
          { key: 'Authorization', value: 'Basic dTpw', system: true },
        ],
      },
    })
  })

  test('withHeader() replaces a header of the runner', () => {
    const request = wireRequest({
      headers: [
        { key: 'User-Agent', value: 'flowgate', system: true },
        { key: 'Host', value: 'localhost', system: true },
      ],
    })

    const result = withHeader(request, 'Host', 'h.example')

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        credentialsAt: 1,
        headers: [
          { key: 'Host', value: 'h.example', system: true },
          { key: 'User-Agent', value: 'flowgate', system: true },
        ],
      },
    })
  })

  test('withHeader() leaves the request it was given as it was', () => {
    const request = wireRequest({ headers: [{ key: 'authorization', value: 'mine' }] })
    const before = structuredClone(request)

    withHeader(request, 'Authorization', 'Bearer t')

    expect(request).toEqual(before)
  })
})

test('unsigned() sends the request as it is', () => {
  const request = wireRequest({ headers: [{ key: 'Authorization', value: 'mine' }] })

  const result = unsigned(request)

  expect(result).toEqual({ kind: 'authorized', request })
})

test.each([
  { value: 'as written ', expected: 'as written ' },
  { value: undefined, expected: '' },
  { value: null, expected: '' },
  { value: 0, expected: '0' },
  { value: 12.5, expected: '12.5' },
  { value: false, expected: 'false' },
  { value: { a: [1] }, expected: '{"a":[1]}' },
])('text() of $value is "$expected"', ({ value, expected }) => {
  expect(text(value)).toBe(expected)
})
