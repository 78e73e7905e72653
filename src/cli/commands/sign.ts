import { type SignInput, sign } from '../../sign.ts'
import { readJwt } from '../../token/read.ts'
import { explanationText } from '../../token/text.ts'
import { explain } from '../../token/words.ts'
import type { CommandIo } from '../io.ts'
import { shownJwt } from '../shown-jwt.ts'

/** What `flowgate sign` is to sign. */
export interface SignOptions {
  /** The variable whose producer signs. */
  readonly name: string
  readonly input: SignInput
  /** Say on stderr what is signed. */
  readonly explain: boolean
}

/** Prints a signed token, and nothing else on stdout. Throws RunnerError for what cannot be signed. */
export async function signCommand(options: SignOptions, io: CommandIo): Promise<0> {
  const { token, gate } = await sign(options.name, options.input, io.signal)
  // A producer of the user may make anything.
  const result = readJwt(token)
  if (options.explain && result.kind === 'jwt')
    io.err(`${explanationText(explain(shownJwt(result.jwt, gate), Date.now()))}\n`)
  io.out(`${token}\n`)
  return 0
}
