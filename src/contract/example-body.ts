/** Stands where an example has a variable that is no text: `{"count": {{n}}}`. No text of a body is equal to it. */
export const ANYTHING = '\u0000anything'

/** What the text of an example says. */
export type ExampleBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  /** There is no body, or only a variable that stands for all of it. */
  | { readonly kind: 'nothing' }

/** Reads the body of an example. Variables that are no texts are replaced by ANYTHING, so that it is JSON. */
export function exampleBody(body: string | undefined): ExampleBody {
  const text = (body ?? '').replace(/^\uFEFF/, '')
  if (text.trim() === '' || /^\s*\{\{[^{}]+\}\}\s*$/.test(text)) return { kind: 'nothing' }
  const value = parsed(text) ?? parsed(text.replace(BARE_VARIABLE, (_, before: string) => `${before}${STAND_IN}`))
  return value === undefined ? { kind: 'text', text } : { kind: 'json', value: value.json }
}

/** Has a text a variable in it: then it says nothing about the value but that it is a text. */
export function hasVariable(text: string): boolean {
  // Most texts have none: looking for the brackets is cheaper than the expression.
  return (text.includes('{{') || text.includes('<<')) && /\{\{[^{}]+\}\}|<<[^<>]+>>/.test(text)
}

/** After a colon, a comma or a bracket; variables in texts have a letter or a quotation mark before them. */
const BARE_VARIABLE = /([:,[]\s*)\{\{[^{}"]+\}\}/g
const STAND_IN = JSON.stringify(ANYTHING)

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    // Not JSON: it is judged as text.
    return undefined
  }
}
