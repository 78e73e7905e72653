import { Script } from 'node:vm'

/** Why a script cannot be parsed, and its line, from 1, if that can be told. */
interface SyntaxFault {
  readonly message: string
  readonly line?: number
}

/** Parses a script as the dialect `postman` of a run does, as the body of an async function, and does not run it. `undefined`: it can be parsed. */
export function syntaxFault(source: string): SyntaxFault | undefined {
  try {
    // Not a Script alone: `}); (() => {` would close what is put around it.
    new AsyncFunction(source)
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const line = lineOf(source)
    return { message: error.message, ...(line !== undefined && { line }) }
  }
}

/** The maker of async functions has no name of its own. */
const AsyncFunction = (async () => {}).constructor as new (body: string) => unknown

/** That maker does not tell lines; a Script that is parsed and never run does. */
function lineOf(source: string): number | undefined {
  try {
    new Script(`(async () => {\n${source}\n})`, { filename: NAME })
    return undefined
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '') : ''
    const line = Number(new RegExp(`^${NAME}:(\\d+)`).exec(stack)?.[1]) - 1
    // What is missing at the end is missed by our own last line.
    return Number.isNaN(line) ? undefined : Math.min(line, source.split('\n').length)
  }
}

const NAME = 'flowgate-syntax'
