import { setterText } from '../doctor/setters.ts'
import { hintOf, type Origin, type VariableUse } from '../doctor/variables.ts'

/** Where the value of a variable comes from, as the end of a sentence. */
export function originText(use: VariableUse): string {
  return WORDS[use.origin](use)
}

const WORDS: Readonly<Record<Origin, (use: VariableUse) => string>> = Object.freeze({
  scope: () => 'has a value',
  data: () => 'is in the data',
  rows: () => 'is in some rows of data only',
  producer: () => 'is made natively',
  script: ({ setter }) => `is set by ${setter === undefined ? 'a script' : setterText(setter)}`,
  later: ({ setter }) => `is set later only${setter === undefined ? '' : `, by ${setterText(setter)}`}`,
  perhaps: () => 'may be set by a script, under a name that it works out',
  empty: () => 'is empty, and set by no script',
  nowhere: (use) => {
    const hint = hintOf(use)
    return `is set by no scope, script or producer${hint === undefined ? '' : `. ${hint}`}`
  },
})
