import type { Sketch } from '../../../../src/report/html/sequence/sketch.ts'
import { bytes } from '../../../support/events.ts'

type Answer = Extract<Sketch['answer'], { kind: 'response' }>

/** What a test may say of an exchange: texts are bodies. */
interface Told extends Partial<Omit<Sketch, 'body' | 'answer'>> {
  readonly body?: string
  readonly answer?: Sketch['answer']
}

/** `GET https://shop.example/` of the item "List users", answered with 200 and nothing. */
export function sketchOf({ body = '', ...change }: Told = {}): Sketch {
  return {
    anchor: 'r0-i0-p0-v0-a0',
    itemId: 'item-1',
    item: 'List users',
    isFailed: false,
    method: 'GET',
    url: 'https://shop.example/',
    headers: [],
    body: bytes(body),
    answer: answerOf(),
    ...change,
  }
}

/** 200 without a body. */
export function answerOf({
  body = '',
  ...change
}: Partial<Omit<Answer, 'body'>> & { readonly body?: string } = {}): Answer {
  return {
    kind: 'response',
    url: 'https://shop.example/',
    status: 200,
    statusText: 'OK',
    headers: [],
    body: bytes(body),
    redirects: [],
    ...change,
  }
}
