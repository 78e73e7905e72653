import { createNames } from '../report/redact/names.ts'
import { createRedactor, type NamedSecret } from '../report/redact.ts'

/** Masks what is told before a run has a gate of its own: by the command line, and by what stands in the sentence itself. */
export function maskError(text: string, argv: readonly string[]): string {
  const names = createNames()
  const values = secretsIn(argv, names.isVariable)
  const gate = createRedactor({ values, names: [], show: false })
  function maskAssigned(...[all, before = '', name = '', value]: readonly string[]): string {
    if (!names.isVariable(name)) return all ?? ''
    const { [name]: shown } = gate.document({ [name]: value }) as Readonly<Record<string, unknown>>
    return before + String(shown)
  }

  // The words of others, as of a configuration that throws.
  return gate.text(text.replace(PARAMETER, maskAssigned).replace(LINE, maskAssigned))
}

/** `token=…` */
const PARAMETER = /((?<![\w-])([\w-]{2,40})=)([^\s"'<>&,;]{4,})/g
/** `token: …` with a digit in it: a word behind a colon is more often the reason than a value. */
const LINE = /((?<![\w-])([\w-]{2,40}): (?=\S*\d))([^\s"'<>&,;]{4,})/g

/** Flags whose value is a secret. */
const SECRET_FLAGS: ReadonlySet<string> = new Set(['--postman-api-key', '--ssl-client-passphrase'])

function secretsIn(argv: readonly string[], isSecret: (name: string) => boolean): readonly NamedSecret[] {
  // `--flag=value` is `--flag value`.
  const words = argv.flatMap((word) => /^(--[\w-]+)=([\s\S]*)$/.exec(word)?.slice(1) ?? [word])
  return words.flatMap((word, index): readonly NamedSecret[] => {
    const next = words[index + 1] ?? ''
    if (SECRET_FLAGS.has(word)) return named(word.slice('--'.length), next)
    if (!/^--(?:env|global|vault)-var$/.test(word)) return []
    const [, name = '', value = ''] = /^([^=]*)=([\s\S]*)$/.exec(next) ?? []
    return word === '--vault-var' || isSecret(name) ? named(name, value) : []
  })
}

function named(name: string, value: string): readonly NamedSecret[] {
  return value === '' ? [] : [{ name, value }]
}
