import { PRODUCERS } from '../native/producers.ts'
import { SIGNABLE } from './identity-options.ts'

/** The variables that each signed token is made from, as a part of the help. */
export function inputsHelp(): string {
  return Object.entries(SIGNABLE)
    .map(([what, name]) => section(what, name))
    .join('\n')
}

function section(what: string, name: string): string {
  const rows = Object.entries(PRODUCERS[name]?.inputs ?? {})
  const width = Math.max(...rows.map(([input]) => input.length)) + 2
  const lines = rows.map(([input, { meaning, default: otherwise }]) => {
    const shown = otherwise === undefined ? '' : ` [${otherwise}]`
    return `  ${input.padEnd(width)}${meaning}${shown}`
  })
  return `Variables of ${what}\n${lines.join('\n')}\n`
}
