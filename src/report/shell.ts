/**
 * A text as one word of sh.
 * Source: POSIX.1-2017, Shell Command Language, 2.2.2: between single quotes nothing has a meaning but the quote itself.
 */
export function shellWord(text: string): string {
  return /^[\w%+,./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A value that is not to be told, as a word of sh: the variable of the shell that is to hold it. */
export function shellVariable(name: string): string {
  const word = name.replaceAll(/\W/g, '_')
  return `"$${/^\d/.test(word) ? '_' : ''}${word}"`
}
