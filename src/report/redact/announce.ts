import { isDistinct } from './forms.ts'

/**
 * The commands that make a runner of GitHub Actions mask a secret in its log, one a line, each on a line of its own. What is short or common is left
 * out, as everywhere; of a value of several lines each is masked.
 * Source: GitHub Docs, "Workflow commands", `add-mask`; escapes as in `@actions/toolkit`.
 */
export function maskCommands(value: string): string {
  const lines = value.split(/\r?\n/).filter(isDistinct)
  return lines.map((line) => `::add-mask::${escaped(line)}\n`).join('')
}

function escaped(line: string): string {
  return line.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
