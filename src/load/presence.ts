import { stat } from 'node:fs/promises'

/** Is there a file or folder. What cannot be looked at is not there. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Is there a file. What cannot be looked at is none. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  )
}
