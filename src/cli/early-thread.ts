import { glanceAtScripts } from '../load/glance.ts'
import { type EarlyThread, startEarly } from '../script/thread.ts'
import { isCompat } from './compat.ts'

/** Flags that decide of the thread, or whether there is one: with them it starts when they have been read. */
const DECIDING = /^--(?:engine|script-memory|list|dry-run)(?:=|$)/

/**
 * Starts the thread of the scripts before the command line is read, if a file that it names has scripts: both take as long. The libraries of assertions
 * are loaded at once where a script seems to need them.
 */
export function startEarlyFor(argv: readonly string[]): EarlyThread | undefined {
  const [command, ...words] = argv
  if (command !== 'run' || words.some((word) => DECIDING.test(word))) return undefined
  // The collection comes first, most of the time: environment and data, which may be large, are not looked at behind it.
  for (const word of words) {
    const glance = word.startsWith('-') ? 'none' : glanceAtScripts(word)
    if (glance === 'none') continue
    return startEarly({ dialect: isCompat(argv) ? 'newman' : 'postman' }, { isWarm: glance === 'assertions' })
  }
  return undefined
}
