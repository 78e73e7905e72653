import { RunnerError } from '../errors.ts'
import { findCollections } from '../load/find.ts'
import { isThere } from '../load/presence.ts'
import { REPORTERS } from '../report/registry.ts'

/**
 * The collections of a command line: files, URLs and ids as they are, folders and patterns looked through. Fails with INPUT_UNREADABLE where these have
 * none, and with USAGE for a second report that is written as if it were a collection (`-r cli json`).
 */
export async function collectionsOf(words: readonly string[]): Promise<readonly string[]> {
  for (const word of words.filter((each) => Object.hasOwn(REPORTERS, each))) {
    if (await isThere(word)) continue
    throw new RunnerError('USAGE', `Cannot run "${word}": no such file, and a reporter has this name`, {
      hint: `Separate reporters by commas, without spaces: -r cli,${word}`,
    })
  }
  return findCollections(words)
}
