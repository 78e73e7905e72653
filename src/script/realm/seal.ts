import type { Dialect } from '../messages.ts'
import { armGlobals, WEB_NAMES } from './globals.ts'
import type { Libraries } from './libraries.ts'
import { LANGUAGE, NEWER } from './names.ts'

/** The globals that scripts are given as parameters, so that what a script does to such a name ends with it. */
export interface Globals {
  readonly names: readonly string[]
  readonly value: (name: string) => unknown
}

/**
 * Takes everything from the global object of the realm that scripts may not have, and fixes how stacks are written: a script that could set
 * `Error.prepareStackTrace` would be handed the frames of those who called it.
 */
export function sealGlobals(dialect: Dialect, libraries: Libraries): Globals {
  const everything = globalThis as unknown as Record<string, unknown>
  const language = dialect === 'newman' ? LANGUAGE.filter((name) => !NEWER.includes(name)) : LANGUAGE
  for (const name of Object.getOwnPropertyNames(everything))
    if (!language.includes(name)) Reflect.deleteProperty(everything, name)
  Object.defineProperty(Error, 'prepareStackTrace', {
    value: writeStack,
    writable: false,
    enumerable: false,
    configurable: false,
  })
  // As in Postman: an error in a variable or in JSON is its name and message.
  Object.defineProperty(Error.prototype, 'toJSON', { value: errorJson, writable: true, configurable: true })
  // A global, not a name that each script is given: in Postman a script that replaces it does so for those after it.
  Object.defineProperty(everything, 'require', { value: libraries.require, writable: true, configurable: true })
  if (dialect === 'postman') armGlobals(everything, libraries)
  const web = dialect === 'postman' ? WEB_NAMES : []
  const names = [...language.filter((name) => name !== 'eval'), ...web]
  return {
    names,
    value: (name) => {
      if (name === 'Buffer') return (libraries.load('buffer') as { readonly Buffer: unknown }).Buffer
      return everything[name]
    },
  }
}

function errorJson(this: Error): object {
  return { type: 'Error', name: this.name, message: this.message }
}

function writeStack(error: unknown, frames: readonly unknown[]): string {
  return [
    `Error: ${String((error as Error | undefined)?.message)}`,
    ...frames.map((frame) => `    at ${String(frame)}`),
  ].join('\n')
}
