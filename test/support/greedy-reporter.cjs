'use strict'
// A reporter for newman that writes down every text and every byte that it can reach from what it is given.
const { appendFileSync } = require('node:fs')

const EVENTS =
  'start beforeIteration iteration beforeItem item beforePrerequest prerequest beforeScript script beforeRequest request beforeTest test assertion console exception beforeDone done'

function told(value) {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return `${Buffer.from(value).toString('latin1')}\n${Buffer.from(value).toString()}`
  return undefined
}

/** All that can be reached through members of whatever kind, each object once in the life of the reporter. */
function* reach(root, seen) {
  const left = [root]
  while (left.length > 0) {
    const value = left.pop()
    const text = told(value)
    if (text !== undefined) yield text
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || text !== undefined) continue
    if (seen.has(value) || value === globalThis || value === process) continue
    seen.add(value)
    if (value instanceof Map || value instanceof Set) left.push(...value)
    for (const key of Reflect.ownKeys(value)) {
      try {
        left.push(typeof key === 'string' ? key : key.description, value[key])
      } catch {
        // A getter of nobody.
      }
    }
    left.push(Object.getPrototypeOf(value))
  }
}

module.exports = class Greedy {
  constructor(emitter, reporterOptions, collectionRunOptions) {
    const seen = new Set()
    const known = new Set()
    const write = (...values) => {
      const texts = [...new Set(reach(values, seen))].filter((text) => !known.has(text))
      for (const text of texts) known.add(text)
      if (texts.length > 0) appendFileSync(reporterOptions.export, `${texts.join('\n')}\n`)
    }
    write(emitter, collectionRunOptions)
    for (const name of EVENTS.split(' ')) {
      emitter.on(name, function (error, args) {
        // What was changed since then is seen again.
        seen.clear()
        write(this, error, args, emitter.summary, emitter.exports)
        write(args?.request?.toCurl?.(), args?.response?.text?.(), args?.response?.dataURI?.())
      })
    }
  }
}
