import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CHUNK, makeFolder, type Output, unwritable } from './output.ts'

/**
 * A log in a file: what is written stands in it a moment later, under its name, so that a process that is killed leaves all that happened so far.
 * An earlier file is replaced with the first text.
 */
export function logOutput(path: string): Output {
  let pending = ''
  let handle: FileHandle | undefined
  let writing: Promise<void> | undefined
  let failed: { readonly cause: unknown } | undefined

  async function drain(): Promise<void> {
    if (handle === undefined) {
      await makeFolder(dirname(path))
      handle = await open(path, 'w')
    }
    while (pending !== '') {
      const text = pending
      pending = ''
      await handle.appendFile(text)
    }
  }

  /** Texts that come while one is being written go out together after it. */
  function flush(): Promise<void> {
    writing ??= drain()
      .catch((cause: unknown) => {
        failed ??= { cause }
      })
      .finally(() => {
        writing = undefined
      })
    return writing
  }

  function check(): void {
    if (failed !== undefined) throw unwritable(`report "${path}"`, failed.cause)
  }

  async function close(): Promise<void> {
    await flush()
    const opened = handle
    handle = undefined
    await opened?.close().catch((cause: unknown) => {
      failed ??= { cause }
    })
  }

  return {
    path,
    write: async (text) => {
      check()
      pending += text
      const written = flush()
      if (pending.length >= CHUNK) await written
    },
    close: async () => {
      await close()
      check()
    },
    abort: close,
  }
}
