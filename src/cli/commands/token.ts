import { openDownloads } from '../../compose.ts'
import { RunnerError } from '../../errors.ts'
import { parseJson } from '../../load/json.ts'
import { readText } from '../../load/read.ts'
import type { HttpOptions } from '../../model/options.ts'
import { plainText } from '../../report/cli/text.ts'
import { createRedactor } from '../../report/redact.ts'
import { type CheckKeys, checkSignature, keysOf } from '../../token/check.ts'
import { findingsOf, type SignatureCheck } from '../../token/findings.ts'
import { type Jwt, readJwt } from '../../token/read.ts'
import { explanationText, findingsText } from '../../token/text.ts'
import { explain } from '../../token/words.ts'
import type { CommandIo } from '../io.ts'
import { shownJwt } from '../shown-jwt.ts'

/** What `flowgate token` looks at. */
export interface TokenOptions {
  /** A JWT, or `-` for standard input. */
  readonly token: string
  /** Path or URL of the keys to check it with. */
  readonly jwks?: string
  /** The secret to check it with. */
  readonly secret?: string
  readonly http: HttpOptions
}

/** Explains a token and says what is wrong with it: 1 if that makes it invalid. Throws RunnerError for what is no token or no JWKS. */
export async function tokenCommand(options: TokenOptions, { out, signal }: CommandIo): Promise<0 | 1> {
  const { send, close } = openDownloads(options.http)
  try {
    const ports = { send, signal }
    const jwt = await readToken(options.token, ports)
    const keys = await readKeys(options, ports)
    const check: SignatureCheck = keys === undefined ? { kind: 'unchecked' } : await checkSignature(jwt, keys)
    const now = Date.now()
    const findings = findingsOf(jwt, now, check)
    const gate = createRedactor({ values: [], names: [], show: false })
    out(plainText(`${explanationText(explain(shownJwt(jwt, gate), now))}\n${findingsText(findings, check)}`))
    return findings.some(({ level }) => level === 'invalid') ? 1 : 0
  } finally {
    close()
  }
}

type ReadPorts = Parameters<typeof readText>[2]

async function readToken(written: string, ports: ReadPorts): Promise<Jwt> {
  const text = written === '-' ? (await readText('-', 'token', ports)).text : written
  const result = readJwt(text)
  if (result.kind === 'jwt') return result.jwt
  throw new RunnerError('TOKEN_INVALID', `Cannot read the token: it ${result.reason}`, {
    hint: 'Pass a signed JWT, header.payload.signature, or - to read it from standard input',
  })
}

async function readKeys({ jwks, secret }: TokenOptions, ports: ReadPorts): Promise<CheckKeys | undefined> {
  if (secret !== undefined) return { kind: 'secret', secret }
  if (jwks === undefined) return undefined
  const input = await readText(jwks, 'JWKS', ports)
  const keys = keysOf(await parseJson(input))
  if (keys !== undefined) return { kind: 'jwks', keys }
  throw new RunnerError('TOKEN_INVALID', `Cannot read JWKS "${input.name}": it holds no keys`, {
    hint: 'A JWKS is {"keys": [ … ]}; PingOne has it at <authPath>/<envID>/as/jwks',
  })
}
