import { expect, test } from 'vitest'
import { printedBy, WITH_AND_WITHOUT_KEPT_CODE } from '../support/printed.ts'

/**
 * V8 makes an error on Node's side where a script has left no room on the stack for what it calls there. The script gets it, and walks from it to all
 * that it reaches: there is nothing among that that makes code from text, that can be changed, or that is more than the language has.
 */
const SOURCE = `
const foreign = []
const note = (error) => {
  if (Object(error) === error && !(error instanceof Object)) foreign.push(error)
}
const fill = () => {
  try {
    fill()
  } catch (full) {
    try { import('x').catch(note) } catch (error) { note(error) }
    try { structuredClone.constructor; postMessage() } catch (error) { note(error) }
    throw full
  }
}
try { fill() } catch (error) { note(error) }
await new Promise((resolve) => setTimeout(resolve, 100))

const reached = new Set()
const left = foreign.slice(0, 50)
while (left.length > 0) {
  const value = left.pop()
  if (Object(value) !== value || reached.has(value)) continue
  reached.add(value)
  left.push(Object.getPrototypeOf(value))
  for (const key of Reflect.ownKeys(value)) {
    const { value: part, get, set } = Object.getOwnPropertyDescriptor(value, key)
    left.push(part, get, set)
    try { left.push(value[key]) } catch {}
  }
}
const all = [...reached]
const makesCode = (value) => {
  for (const make of [() => value('return 1'), () => new value('return 1'), () => value.constructor('return 1')]) {
    try { if (make()() === 1) return true } catch {}
  }
  return false
}
console.log(foreign.length > 0, all.length > 50)
console.log(all.filter((value) => typeof value === 'function' && makesCode(value)).length)
console.log(all.filter((value) => !foreign.includes(value) && !Object.isFrozen(value)).map(String))
console.log(all.filter((value) => ['binding', 'mainModule', 'env', 'pid', 'process', 'fetch', 'Buffer'].some((name) => name in value)).length)
`

test.each(WITH_AND_WITHOUT_KEPT_CODE)(
  'what a script gets of the side of Node leads nowhere, with %s',
  async (_, nodeOptions) => {
    expect(await printedBy(SOURCE, ...nodeOptions)).toEqual([[true, true], [0], [[]], [0]])
  },
)
