import { plainText } from '../report/cli/text.ts'
import { hasReaderLeft } from '../report/reader-left.ts'
import type { CommandIo } from './io.ts'

/** Writes what commands say, and keeps the first reason why something of it could not be written to stdout. */
export function printer(
  stdout: NodeJS.WritableStream,
  stderr: NodeJS.WritableStream,
): Required<Pick<CommandIo, 'out' | 'printed' | 'err' | 'errAsIs'>> {
  let writing = Promise.resolve<Error | undefined>(undefined)
  return {
    out: (text) => {
      if (text === '') return
      const written = new Promise<Error | null | undefined>((resolve) => {
        stdout.write(text, resolve)
      })
      writing = Promise.all([writing, written]).then(([before, now]) => before ?? (now || undefined))
    },
    printed: async () => {
      const error = await writing
      return error !== undefined && hasReaderLeft(error) ? undefined : error
    },
    err: (text) => stderr.write(plainText(text)),
    errAsIs: (text) => stderr.write(text),
  }
}
