import { HARMLESS_ENDINGS, SECRET_FIELDS, SECRET_PAIRS, SECRET_PARAMETERS, SECRET_WORDS } from './rules.ts'

/** What the user says about names; `*` stands for any characters, case, `_` and `-` do not matter. */
export interface NamesGiven {
  /** Of secrets, besides those that are known as such. */
  readonly names?: readonly string[]
  /** Of what is no secret, whatever its name sounds like. */
  readonly not?: readonly string[]
}

/** What names say about values. */
export interface Names {
  /** Is this the name of a variable that holds a secret: `clientSecret`, `otp`, `api-key`. */
  readonly isVariable: (name: string) => boolean
  /** Of a member of a JSON object. */
  readonly isField: (name: string) => boolean
  /** Of a parameter of a URL or a form. */
  readonly isParameter: (name: string) => boolean
  /** The names of fields, and of parameters, as a regular expression. Ask as well: it does not know what the user excludes. */
  readonly fieldPattern: string
  readonly parameterPattern: string
}

/** The rules for names, with what the user adds and takes away. */
export function createNames({ names = [], not = [] }: NamesGiven = {}): Names {
  const isAdded = matcherOf(names)
  const isExcluded = matcherOf(not)
  const judge = (isKnown: (name: string) => boolean): ((name: string) => boolean) => {
    return (name) => !isExcluded(name) && (isKnown(name) || isAdded(name))
  }
  const added = names.map(patternOfGlob)
  return {
    isVariable: judge(isSecretName),
    isField: judge((name) => FIELD_NAMES.has(bare(name))),
    isParameter: judge(isSecretParameter),
    fieldPattern: [...SECRET_FIELDS.map(patternOf), ...added].join('|'),
    parameterPattern: [...SECRET_PARAMETERS.map(patternOf), ...added].join('|'),
  }
}

function isSecretName(name: string): boolean {
  const parts = wordsOf(name)
  if (HARMLESS_ENDINGS.has(parts.at(-1) ?? '')) return false
  return parts.some((word, index) => SECRET_WORDS.has(word) || SECRET_PAIRS.has(`${parts[index - 1] ?? ''} ${word}`))
}

/** `accessToken`, `access_token` and `ACCESS-TOKEN` are two words; `OTPCode` is two as well. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(?<lower>[a-z\d])(?<upper>[A-Z])|(?<run>[A-Z])(?<word>[A-Z][a-z])/g, '$<lower>$<run> $<upper>$<word>')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')
}

/** Is this by itself the name of a secret parameter of a URL or form. */
export function isSecretParameter(name: string): boolean {
  return PARAMETER_NAMES.has(bare(name))
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}

const FIELD_NAMES: ReadonlySet<string> = new Set(SECRET_FIELDS.map(bare))
const PARAMETER_NAMES: ReadonlySet<string> = new Set(SECRET_PARAMETERS.map(bare))

/** As written in `rules.ts`, or in camel case. */
function patternOf(name: string): string {
  return name.replaceAll('_', '[_-]?')
}

function matcherOf(globs: readonly string[]): (name: string) => boolean {
  if (globs.length === 0) return () => false
  const anyOf = new RegExp(`^(?:${globs.map((glob) => patternOfWords(bare(glob), '.*')).join('|')})$`, 's')
  return (name) => anyOf.test(bare(name))
}

/** In a text a name is found with its `_` and `-`, which may stand between any two characters. */
function patternOfGlob(glob: string): string {
  return patternOfWords(bare(glob), String.raw`[\w.-]{0,40}`)
}

function patternOfWords(glob: string, any: string): string {
  const isInText = any !== '.*'
  return Array.from(glob, (character) => {
    if (character === '*') return any
    const literal = character.replace(/[\\^$.+?()[\]{}|/]/, String.raw`\$&`)
    return isInText ? `${literal}[_-]?` : literal
  }).join('')
}
