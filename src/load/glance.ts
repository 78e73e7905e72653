import { readFileSync, statSync } from 'node:fs'

/** What the text of a file says of scripts: that it has none, that it has some, or that they hold responses against something, too. */
type Glance = 'none' | 'scripts' | 'assertions'

/** Larger files are left to those who read them in earnest. */
const MOST_BYTES = 32 * 1024 * 1024

/**
 * Looks for scripts in a file without understanding it, which takes a millisecond where parsing takes ten. It may be wrong in both directions: use it
 * for what is to start early, not for what is to start at all. What is no file, or cannot be read, has no scripts.
 */
export function glanceAtScripts(path: string): Glance {
  const text = contents(path)
  if (text === undefined || !text.includes('"exec"')) return 'none'
  return /\bpm\s*\.\s*(?:expect|response)\b/.test(text) ? 'assertions' : 'scripts'
}

function contents(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() && found.size <= MOST_BYTES ? readFileSync(path, 'latin1') : undefined
  } catch {
    // Whoever reads it in earnest says what is wrong with it.
    return undefined
  }
}
