import { describe, expect, it } from 'vitest'
import { createOnAbort } from '../../src/http/abort.ts'

describe('onAbort()', () => {
  it('stops all that still wait for the signal', () => {
    const onAbort = createOnAbort()
    const abort = new AbortController()
    const stopped: string[] = []
    const release = onAbort(abort.signal, () => stopped.push('released'))
    onAbort(abort.signal, () => stopped.push('first'))
    onAbort(abort.signal, () => stopped.push('second'))
    release()

    abort.abort()

    expect(stopped).toEqual(['first', 'second'])
  })

  it('keeps signals apart', () => {
    const onAbort = createOnAbort()
    const [one, other] = [new AbortController(), new AbortController()]
    const stopped: string[] = []
    onAbort(one.signal, () => stopped.push('one'))
    onAbort(other.signal, () => stopped.push('other'))

    other.abort()

    expect(stopped).toEqual(['other'])
  })

  it('listens once on a signal, however many wait', () => {
    const onAbort = createOnAbort()
    const { signal } = new AbortController()
    const listeners: string[] = []
    signal.addEventListener = (type: string) => listeners.push(type)

    for (let count = 0; count < 20; count += 1) onAbort(signal, () => undefined)

    expect(listeners).toEqual(['abort'])
  })
})
