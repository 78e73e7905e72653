import { hasReaderLeft } from '../report/output.ts'
import type { CommandIo } from './io.ts'

/** Writes what commands say to a stream, and keeps the first reason why something of it could not be written. */
export function printer(stream: NodeJS.WritableStream): Required<Pick<CommandIo, 'out' | 'printed'>> {
  let writing = Promise.resolve<Error | undefined>(undefined)
  return {
    out: (text) => {
      if (text === '') return
      const written = new Promise<Error | null | undefined>((resolve) => {
        stream.write(text, resolve)
      })
      writing = Promise.all([writing, written]).then(([before, now]) => before ?? (now || undefined))
    },
    printed: async () => {
      const error = await writing
      return error !== undefined && hasReaderLeft(error) ? undefined : error
    },
  }
}
